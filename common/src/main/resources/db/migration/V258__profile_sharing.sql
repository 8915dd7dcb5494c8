-- Owner: profile. Since when a device is shared, kept apart from the users who made it so: one of them may be erased.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- One row per device on which a second user was seen; it names none. Outlives a rebuild, whose log may know the second
-- user no more.
create table profile_sharing (
  anonymous_id text primary key,
  -- the place in the log from which on what the device does without a user's id is nobody's
  tx           xid8 not null,
  id           bigint not null,
  shared_at    timestamptz not null
);

-- A second user whose event is not in the log any more leaves the first one nothing that the log still has.
insert into profile_sharing (anonymous_id, tx, id, shared_at)
select distinct on (s.anonymous_id) s.anonymous_id, coalesce(e.tx, '0'), coalesce(e.id, 0),
       least(s.occurred_at, e.received_at)
from profile_identity_edge s
  left join event_v1 e on e.user_id = s.user_id and e.occurred_at = s.occurred_at and e.message_id = s.message_id
where s.place > 0
order by s.anonymous_id, s.place;

-- The second user was erased before this was kept: the device does not lead to its first user, but nobody knows since when.
insert into profile_sharing (anonymous_id, tx, id, shared_at)
select f.anonymous_id, '0', 0, f.occurred_at
from profile_identity_edge f join profile p using (user_id)
where f.state = 'merged'
  and not exists (
    select from profile_identity i
    where i.kind = 'anonymous' and i.value = f.anonymous_id and i.profile_id = p.profile_id)
on conflict do nothing;

-- As before, whoever is erased.
create or replace view profile_shared_device as
  select f.anonymous_id, f.user_id, s.tx, s.id
  from profile_sharing s
  join profile_identity_edge f on f.anonymous_id = s.anonymous_id and f.place = 0 and f.state = 'merged';

create or replace view profile_shared_device_v1 as
  select anonymous_id, user_id, tx, id from profile_shared_device;

-- Whose acts without a user's id are: the stretches of the log, from a place up to another, in which a device's are a profile's.
create view profile_device_stretch as
  select i.profile_id, i.value as anonymous_id, coalesce(s.tx, '0') as from_tx, coalesce(s.id, 0) as from_id,
         xid8 '18446744073709551615' as until_tx, 9223372036854775807 as until_id
  from profile_identity i left join profile_shared_device s on s.anonymous_id = i.value
  where i.kind = 'anonymous'
  union all
  select p.profile_id, s.anonymous_id, xid8 '0', 0, s.tx, s.id
  from profile_shared_device s join profile p using (user_id);

grant select, insert, update, delete, maintain on profile_sharing to storeloop_profile;
grant select on profile_device_stretch to storeloop_profile;

do $$ begin
  perform keep_out_of_statistics('profile_sharing', array['anonymous_id']);
end $$;
