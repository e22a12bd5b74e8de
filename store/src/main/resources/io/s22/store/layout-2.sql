-- Layout 2: whose everything is, and what a server keeps. One statement a paragraph.

create table tenants (
  tenant text not null primary key,
  title text not null,
  created integer not null
) strict;

insert into tenants (tenant, title, created) values ('main', 'main', 0);

alter table runs add column tenant text not null default 'main';

create index runs_tenant on runs (tenant, no);

alter table entries add column tenant text not null default 'main';

alter table inbox add column tenant text not null default 'main';

alter table scheduled_tasks add column tenant text not null default 'main';

drop view journal;

create view journal as
  select runs.tenant, runs.run, entries.id & 4294967295 as seq, entries.entry
  from entries join runs on runs.no = entries.id >> 32;

create table people (
  tenant text not null,
  login text not null,
  title text not null,
  role text not null,
  password text,
  totp text,
  totp_step integer not null default 0,
  subject text,
  failed integer not null default 0,
  locked_until integer not null default 0,
  disabled integer not null default 0,
  created integer not null,
  primary key (tenant, login)
) strict;

create table links (
  tenant text not null,
  hash text not null primary key,
  login text not null,
  role text not null,
  expires integer not null
) strict;

create table sessions (
  tenant text not null,
  hash text not null primary key,
  id text not null,
  login text not null,
  csrf text not null,
  created integer not null,
  seen integer not null,
  expires integer not null
) strict;

create table tokens (
  tenant text not null,
  id text not null,
  login text not null,
  title text not null,
  scopes text not null,
  hash text not null unique,
  created integer not null,
  expires integer not null,
  primary key (tenant, id)
) strict;

create table plans (
  tenant text not null,
  plan text not null,
  version integer not null,
  text text not null,
  hash text not null,
  at integer not null,
  by text not null,
  primary key (tenant, plan, version)
) strict;

create table components (
  tenant text not null,
  component text not null,
  en text not null,
  zh text not null,
  version integer not null,
  primary key (tenant, component)
) strict;

create table answers (
  tenant text not null,
  login text not null,
  key text not null,
  request text not null,
  status integer not null,
  type text not null,
  body text not null,
  at integer not null,
  primary key (tenant, login, key)
) strict;

create table audit (
  tenant text not null,
  seq integer not null,
  entry text not null,
  primary key (tenant, seq)
) strict;
