-- Layout 3: what was posted on pages, where several nodes share them. One statement a paragraph.

create table posts (
  tenant text not null,
  seq integer not null,
  line text not null,
  primary key (tenant, seq)
) strict;
