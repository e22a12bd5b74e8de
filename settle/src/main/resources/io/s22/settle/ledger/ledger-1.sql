create table entry (
  id integer primary key,
  run text not null,
  topic text not null,
  kind text not null check (kind in ('due', 'reversal', 'payment')),
  unit text not null,
  at text not null,
  by text not null,
  text text not null,
  previous text not null,
  hash text not null
) strict;

create table posting (
  entry integer not null,
  account text not null,
  amount integer not null check (amount <> 0),
  primary key (entry, account)
) strict, without rowid;

create table payment (
  key text primary key,
  run text not null,
  customer text not null,
  unit text not null,
  amount integer not null check (amount > 0),
  at text not null
) strict, without rowid;

create index payment_of on payment (run, unit, customer);

create table payment_end (
  key text primary key references payment (key),
  at text not null,
  outcome text not null check (outcome in ('paid', 'refused')),
  answer text not null
) strict, without rowid;

create table case_event (
  id integer primary key,
  run text not null,
  name text not null,
  kind text not null check (kind in ('opened', 'decided')),
  customer text not null,
  amount integer,
  unit text not null,
  at text not null,
  by text not null,
  text text not null,
  evidence text not null
) strict;

create trigger entry_stays before update on entry begin select raise(abort, 'the ledger is append-only'); end;

create trigger entry_is_kept before delete on entry begin select raise(abort, 'the ledger is append-only'); end;

create trigger posting_stays before update on posting begin select raise(abort, 'the ledger is append-only'); end;

create trigger posting_is_kept before delete on posting begin select raise(abort, 'the ledger is append-only'); end;

create trigger payment_stays before update on payment begin select raise(abort, 'the ledger is append-only'); end;

create trigger payment_is_kept before delete on payment begin select raise(abort, 'the ledger is append-only'); end;

create trigger end_stays before update on payment_end begin select raise(abort, 'the ledger is append-only'); end;

create trigger end_is_kept before delete on payment_end begin select raise(abort, 'the ledger is append-only'); end;

create trigger case_stays before update on case_event begin select raise(abort, 'the ledger is append-only'); end;

create trigger case_is_kept before delete on case_event begin select raise(abort, 'the ledger is append-only'); end;
