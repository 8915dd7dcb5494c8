-- Owner: ingestion. The event log, and the keys that make an event count once.

-- One row per event ever accepted: the first 128 bits of SHA-256 of its messageId.
-- Apart from the log because a partitioned table cannot enforce a key across its partitions.
create table event_key (
  event_id    uuid primary key,
  received_at timestamptz not null
);

-- Partitioned by arrival: the log grows at one end, followers read that end, retention drops the other.
-- (tx, id) is the order in which followers read: bounded by the snapshot horizon, nothing is ever skipped.
create table event (
  id                bigint generated always as identity,
  tx                xid8 not null default pg_current_xact_id(),
  event_id          uuid not null,
  message_id        text not null,
  type              text not null,
  user_id           text,
  anonymous_id      text,
  session_id        text,
  occurred_at       timestamptz not null,
  received_at       timestamptz not null,
  item_id           text,
  quantity          integer check (quantity between 1 and 1000000),
  price             numeric(14, 4) check (price between 0 and 1000000000),
  currency          text check (currency ~ '^[A-Z]{3}$'),
  order_id          text,
  query             text,
  rating            numeric(4, 2) check (rating between 0 and 10),
  position          integer check (position >= 0),
  list_id           text,
  recommendation_id text,
  decision_id       text,
  duration_millis   bigint check (duration_millis between 0 and 86400000),
  source            text not null,
  properties        jsonb not null default '{}',
  check (user_id is not null or anonymous_id is not null)
) partition by range (received_at);

create index event_log_order on event (tx, id);
create index event_by_user on event (user_id, occurred_at) where user_id is not null;
create index event_by_anonymous on event (anonymous_id, occurred_at) where user_id is null;

-- Makes the monthly partition that holds the given instant, if it is missing.
create function ensure_event_partition(at timestamptz) returns void
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
    end if;
  end if;
end
$$;

create view event_v1 as
  select tx, id, event_id, message_id, type, user_id, anonymous_id, session_id, occurred_at, received_at, item_id, quantity,
         price, currency, order_id, query, rating, position, list_id, recommendation_id, decision_id, duration_millis,
         source, properties
  from event;

grant select, insert, delete on event_key, event to storeloop_ingestion;
revoke execute on function ensure_event_partition(timestamptz) from public;
grant execute on function ensure_event_partition(timestamptz) to storeloop_ingestion;
grant select on event_v1 to storeloop_ingestion, storeloop_profile, storeloop_recommendation, storeloop_campaign;
