-- Owner: ingestion. What was not done by a shopper, marked in the log.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- Null is a shopper, as far as we can tell. Nothing is dropped because of it: followers that learn, pay or decide
-- leave the marked events out, and reports can show them.
alter table event add column traffic text;

-- Every new row is checked; the old ones are null, and reading them all would lock the log for as long as that takes. A
-- later migration may validate it without that lock.
alter table event add constraint event_traffic_check check (traffic in ('bot', 'test')) not valid;

create or replace view event_v1 as
  select tx, id, event_id, message_id, type, user_id, anonymous_id, session_id, occurred_at, received_at, item_id, quantity,
         price, currency, order_id, query, rating, position, list_id, recommendation_id, decision_id, duration_millis,
         source, properties, traffic
  from event;
