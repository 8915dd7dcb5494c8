-- Owner: profile. How far the log must be applied again before profiles that are rebuilt are whole, and whose a shared
-- device's acts are.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- The last event there was when profiles were emptied; null: they never were.
alter table profile_rules
  add column rebuild_tx xid8,
  add column rebuild_id bigint,
  add check ((rebuild_tx is null) = (rebuild_id is null));

-- Devices that were merged with a user and then shared: what they did without a user's id before this place in the log is that user's.
create view profile_shared_device as
  select f.anonymous_id, f.user_id, e.tx, e.id
  from profile_identity_edge f
  join profile_identity_edge s on s.anonymous_id = f.anonymous_id and s.place = 1
  join event_v1 e on e.user_id = s.user_id and e.occurred_at = s.occurred_at and e.message_id = s.message_id
  where f.place = 0 and f.state = 'merged';

grant select on profile_shared_device to storeloop_profile;
