create table if not exists subscriber (
  tenant text not null,
  id text not null,
  medium text not null,
  address text not null,
  address_hash text not null,
  secret text not null,
  state text not null,
  wish text not null,
  held text not null,
  since integer not null,
  primary key (tenant, id)
) strict;

create unique index if not exists subscriber_address on subscriber (tenant, medium, address_hash);

create table if not exists template (
  tenant text not null,
  kind text not null,
  en text not null,
  zh text not null,
  primary key (tenant, kind)
) strict;

create table if not exists notice (
  no integer primary key,
  tenant text not null,
  run text not null,
  event text not null,
  kind text not null,
  severity integer not null,
  at integer not null,
  put integer not null,
  told integer not null,
  unique (tenant, run, event)
) strict;

create table if not exists message (
  notice integer not null references notice (no),
  tenant text not null,
  language text not null,
  body text not null,
  primary key (tenant, notice, language)
) strict;

create table if not exists delivery (
  tenant text not null,
  key text not null,
  notice integer not null references notice (no),
  subscriber text not null,
  medium text not null,
  severity integer not null,
  language text not null,
  endpoint text not null,
  state text not null,
  attempts integer not null,
  forgiven integer not null,
  resent integer not null,
  due integer not null,
  begun integer not null,
  lease integer not null,
  owner text not null,
  error text,
  reference text not null,
  receipt text not null,
  primary key (tenant, key)
) strict;

create index if not exists delivery_due on delivery (tenant, state, medium, severity, due);

create index if not exists delivery_page on delivery (tenant, notice desc, key);

create index if not exists delivery_begun on delivery (tenant, begun);

create index if not exists delivery_lease on delivery (tenant, state, lease);

create index if not exists delivery_subscriber on delivery (tenant, subscriber, state);

create index if not exists delivery_reference on delivery (tenant, reference) where reference <> '';

create table if not exists entry (
  tenant text not null,
  seq integer not null,
  line text not null,
  primary key (tenant, seq)
) strict;
