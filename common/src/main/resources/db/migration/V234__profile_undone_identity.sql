-- Owner: profile. Tells the other services which merges the shop has undone.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- By which transaction: with the edge's id the order in which followers read.
alter table profile_identity_edge add column undone_tx xid8;

update profile_identity_edge set undone_tx = pg_current_xact_id() where state = 'undone';

create index profile_identity_edge_undone on profile_identity_edge (undone_tx, edge_id) where state = 'undone';

create view profile_undone_identity_v1 as
  select undone_tx as tx, edge_id, anonymous_id, user_id from profile_identity_edge where state = 'undone';

-- Devices that were merged with a user and then shared, and where in the log.
create view profile_shared_device_v1 as
  select f.anonymous_id, f.user_id, e.tx, e.id
  from profile_identity_edge f
    join profile_identity_edge s on s.anonymous_id = f.anonymous_id and s.place = 1
    join event_v1 e on e.user_id = s.user_id and e.occurred_at = s.occurred_at and e.message_id = s.message_id
  where f.place = 0 and f.state = 'merged';

grant select on profile_undone_identity_v1 to storeloop_campaign, storeloop_recommendation;
grant select on profile_shared_device_v1 to storeloop_recommendation;
