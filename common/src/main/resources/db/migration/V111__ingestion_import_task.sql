-- Owner: ingestion. Files of events that are being worked through, or have been.

-- Options, counts by code and problems are JSON kept as text: they repeat what a file says, and jsonb cannot hold
-- every escape. The counts and the number of rows done are written in the transaction of each batch, so that after a crash
-- the work goes on exactly where the log ends. One worker at a time holds a task, by a lease in database time.
create table import_task (
  id              uuid primary key,
  created_at      timestamptz not null,
  format          text not null,
  options         text not null,
  file_name       text,
  spool_id        uuid not null,
  state           text not null check (state in ('waiting', 'running', 'completed', 'failed')),
  worker          uuid,
  lease_until     timestamptz,
  started_at      timestamptz,
  finished_at     timestamptz,
  failure_code    text,
  failure_detail  text,
  total_bytes     bigint not null,
  read_bytes      bigint not null default 0,
  row_count       bigint not null default 0,
  accepted        bigint not null default 0,
  repaired        bigint not null default 0,
  duplicates      bigint not null default 0,
  rejected        bigint not null default 0,
  items_added     bigint not null default 0,
  working_millis  bigint not null default 0,
  repairs         text not null default '{}',
  rejections      text not null default '{}',
  problems        text not null default '[]',
  check (row_count = accepted + repaired + duplicates + rejected)
);

create index import_task_unfinished on import_task (spool_id, created_at, id) where state in ('waiting', 'running');

grant select, insert, update, delete on import_task to storeloop_ingestion;
