-- Owner: ingestion. Erasing a shopper, and keeping nothing longer than the policy says.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- One row per user ever erased. The plain ids are there only as long as the owners need them to delete; what stays is
-- a keyed hash, by which late events are recognised. The key is not in the database.
create table erasure (
  id               uuid primary key,
  user_hash        text not null unique,
  anonymous_hashes text[] not null default '{}',
  key_check        text not null,
  user_id          text,
  anonymous_ids    text[] not null default '{}',
  state            text not null check (state in ('requested', 'running', 'verified', 'failed')),
  -- grows when a verification has found something and the owners have to look again
  round            integer not null default 1,
  -- when every process refuses the user's events; transactions older than this one may still be writing some
  gate_tx          xid8,
  requested_at     timestamptz not null,
  round_began_at   timestamptz not null,
  verified_at      timestamptz,
  -- place -> rows in which the last verification still met the id
  found            jsonb not null default '{}',
  check ((state = 'verified') = (verified_at is not null)),
  check ((user_id is null) = (state = 'verified'))
);

create index erasure_by_age on erasure (requested_at desc, id desc);
create index erasure_open on erasure (requested_at) where state in ('requested', 'running');

create table ingestion_erasure_receipt (
  erasure_id   uuid not null,
  round        integer not null,
  counts       jsonb not null,
  forgotten_at timestamptz not null,
  vacuumed_at  timestamptz,
  primary key (erasure_id, round)
);

-- Whom the owners have to forget now.
create view erasure_v1 as
  select id, round, user_id, anonymous_ids, requested_at from erasure where state = 'running';

create view ingestion_erasure_receipt_v1 as
  select erasure_id, round, counts, forgotten_at, vacuumed_at from ingestion_erasure_receipt;

grant select, insert, update on erasure to storeloop_ingestion;
grant select, insert, update on ingestion_erasure_receipt to storeloop_ingestion;
grant select on erasure_v1 to storeloop_ingestion, storeloop_profile, storeloop_recommendation, storeloop_campaign;
grant select on ingestion_erasure_receipt_v1 to storeloop_ingestion;
grant maintain on event, event_key, quarantined_record, import_task, erasure to storeloop_ingestion;

-- The planner's samples are copies: without them no id outlives its row in pg_stats. What is left to the planner is
-- how many different values there are, as a share of the rows: ten rows for each. Knowing nothing it would expect
-- 200 shoppers altogether, and read the whole log where the index finds a few. Statistics targets are not inherited, so
-- every new partition gets them too.
create function keep_out_of_statistics(relation regclass, columns text[]) returns void
  language plpgsql set search_path = public as
$$
declare
  column_name text;
  name text := (select relname from pg_class where oid = relation);
  partitioned boolean := (select relkind = 'p' from pg_class where oid = relation);
begin
  foreach column_name in array columns loop
    execute format('alter table %s alter column %I set statistics 0', relation, column_name);
    perform pg_clear_attribute_stats('public', name, column_name, false);
    perform pg_clear_attribute_stats('public', name, column_name, true);
    perform pg_restore_attribute_stats('schemaname', 'public', 'relname', name, 'attname', column_name,
      'inherited', partitioned, 'null_frac', 0.3::real, 'avg_width', 24, 'n_distinct', -0.1::real);
  end loop;
end
$$;
revoke execute on function keep_out_of_statistics(regclass, text[]) from public;

create function event_columns_of_shoppers() returns text[] language sql immutable as
  $$ select array['message_id', 'user_id', 'anonymous_id', 'session_id', 'order_id', 'query', 'properties'] $$;

-- As before, with the partition's statistics and the right to vacuum it.
create or replace function ensure_event_partition(at timestamptz) returns void
  language plpgsql security definer set search_path = public as
$$
declare
  first_day date := date_trunc('month', at at time zone 'UTC')::date;
  partition text := 'event_' || to_char(first_day, 'YYYY_MM');
begin
  if to_regclass(partition) is null then
    perform pg_advisory_xact_lock(hashtext('ensure_event_partition'));
    if to_regclass(partition) is null then
      execute format('create table %I partition of event for values from (%L) to (%L)', partition,
        first_day::timestamp at time zone 'UTC', (first_day + interval '1 month')::timestamp at time zone 'UTC');
      perform keep_out_of_statistics(to_regclass(partition), event_columns_of_shoppers());
      execute format('grant maintain on %I to storeloop_ingestion', partition);
    end if;
  end if;
end
$$;

do $$
declare
  partition regclass;
begin
  perform keep_out_of_statistics('event', event_columns_of_shoppers());
  for partition in select inhrelid::regclass from pg_inherits where inhparent = 'event'::regclass loop
    perform keep_out_of_statistics(partition, event_columns_of_shoppers());
    execute format('grant maintain on %s to storeloop_ingestion', partition);
  end loop;
  perform keep_out_of_statistics('quarantined_record', array['message_id', 'detail', 'payload']);
  perform keep_out_of_statistics('import_task', array['file_name', 'problems']);
  perform keep_out_of_statistics('erasure', array['user_id', 'anonymous_ids']);
end
$$;

-- Retention: keys are found by age without an index of their size.
create index event_key_by_arrival on event_key using brin (received_at) with (autosummarize = on);

-- The partitions of the log: first instant, first instant after, and about how many rows.
create function event_partitions() returns table (partition text, begins_at timestamptz, ends_at timestamptz, about_rows bigint)
  language sql stable security definer set search_path = public as
$$
  select c.relname::text,
         to_timestamp(substring(c.relname from 7), 'YYYY_MM')::timestamp at time zone 'UTC',
         (to_timestamp(substring(c.relname from 7), 'YYYY_MM')::timestamp + interval '1 month') at time zone 'UTC',
         greatest(c.reltuples, 0)::bigint
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'event'::regclass and c.relname ~ '^event_[0-9]{4}_[0-9]{2}$'
  order by 2
$$;

-- Drops the oldest partition if all of it arrived before the given instant; null when there is none. Waits for
-- readers half a second at most: who reads next would have to wait behind it.
create function drop_event_partition_before(horizon timestamptz) returns text
  language plpgsql security definer set search_path = public set lock_timeout = '500ms' as
$$
declare
  oldest record;
begin
  select * into oldest from event_partitions() p where p.ends_at <= horizon order by p.ends_at limit 1;
  if not found then
    return null;
  end if;
  execute format('drop table %I', oldest.partition);
  return oldest.partition;
end
$$;

revoke execute on function event_partitions(), drop_event_partition_before(timestamptz) from public;
grant execute on function event_partitions(), drop_event_partition_before(timestamptz) to storeloop_ingestion;
