-- Owner: ingestion. What was not done by a shopper, marked in the log.

-- Null is a shopper, as far as we can tell. Nothing is dropped because of it: followers that learn, pay or decide
-- leave the marked events out, and reports can show them.
alter table event add column traffic text check (traffic in ('bot', 'test'));

create or replace view event_v1 as
  select tx, id, event_id, message_id, type, user_id, anonymous_id, session_id, occurred_at, received_at, item_id, quantity,
         price, currency, order_id, query, rating, position, list_id, recommendation_id, decision_id, duration_millis,
         source, properties, traffic
  from event;
