-- Layout 1. One statement a paragraph. A layout that was released is never changed: a later one mends it.

create table runs (
  no integer primary key autoincrement,
  run text not null unique
) strict;

create table entries (
  id integer primary key,
  entry text not null
) strict;

create view journal as
  select runs.run, entries.id & 4294967295 as seq, entries.entry
  from entries join runs on runs.no = entries.id >> 32;

create table inbox (
  id integer primary key autoincrement,
  run text not null,
  command text not null
) strict;

create index inbox_run on inbox (run, id);

create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data blob,
  execution_time integer not null,
  picked integer not null,
  picked_by text,
  last_success integer,
  last_failure integer,
  consecutive_failures integer,
  last_heartbeat integer,
  version integer not null,
  primary key (task_name, task_instance)
) strict;
