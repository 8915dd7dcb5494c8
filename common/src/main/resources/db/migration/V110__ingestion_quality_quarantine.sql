-- Owner: ingestion. What became of every record sent, and the rejected ones themselves.

-- Counts by day, door and outcome. Every record counts once among accepted, repaired, duplicate and rejected
-- (rejected is split by code); measure 'repair' counts in addition how often each repair rule was applied.
-- Spread over slots so that concurrent batches do not wait for each other's commit; readers sum over them.
create table quality_counter (
  day     date not null,
  source  text not null,
  measure text not null check (measure in ('accepted', 'repaired', 'duplicate', 'rejected', 'repair')),
  code    text not null default '',
  slot    smallint not null,
  records bigint not null,
  primary key (day, source, measure, code, slot)
);

-- The id is made from the content, so that a bad record that is sent again and again is kept once.
create table quarantined_record (
  id          uuid primary key,
  received_at timestamptz not null,
  source      text not null,
  message_id  text,
  code        text not null,
  detail      text not null,
  payload     text not null,
  truncated   boolean not null,
  replayed_at timestamptz
);

create index quarantined_record_by_age on quarantined_record (received_at, id);
create index quarantined_record_by_code on quarantined_record (code, received_at, id);

grant select, insert, update, delete on quality_counter, quarantined_record to storeloop_ingestion;
