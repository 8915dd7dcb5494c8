-- Owner: recommendation. The record of every training run; the models themselves live in memory and are learnt again
-- from the event log on start.
create table model (
  version            text primary key,
  state              text not null check (state in ('training', 'ready', 'failed')),
  cause              text not null,
  created_at         timestamptz not null,
  -- every event up to this place of the log took part
  trained_through_tx xid8 not null,
  trained_through_id bigint not null,
  users              integer not null check (users >= 0),
  items              integer not null check (items >= 0),
  interactions       integer not null check (interactions >= 0),
  pairs              bigint not null check (pairs >= 0),
  neighbours         integer not null check (neighbours >= 0),
  seconds            double precision check (seconds >= 0),
  settings           jsonb not null,
  -- empty until an evaluation has measured something
  metrics            jsonb not null default '{}',
  active             boolean not null default false,
  failure            text,
  check (not active or state = 'ready')
);

create unique index model_one_active on model (active) where active;

grant select, insert, update, delete on model to storeloop_recommendation;
