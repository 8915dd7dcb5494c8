-- Owner: campaign. The identity rule of all services: whose a device is, until when, and who was known before.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- One row per device that a user was seen on. The user is the first; a second one makes it a shared device, from that
-- event's place in the log on.
alter table campaign_identity
  add column state     text not null default 'merged' check (state in ('merged', 'refused', 'undone')),
  add column shared_tx xid8,
  add column shared_id bigint,
  add check ((shared_tx is null) = (shared_id is null));

alter table campaign_identity alter column state drop default;

-- What profile-service has decided about the same log counts from now on. A second user whose event is not in the log any
-- more leaves the first one nothing that the log still has.
update campaign_identity i
set user_id = e.user_id, state = e.state
from profile_identity_edge e
where e.anonymous_id = i.anonymous_id and e.place = 0;

update campaign_identity i
set shared_tx = coalesce(s.tx, '0'), shared_id = coalesce(s.id, 0)
from (select e.anonymous_id, v.tx, v.id
      from profile_identity_edge e
        left join event v on v.user_id = e.user_id and v.occurred_at = e.occurred_at and v.message_id = e.message_id
      where e.place = 1) s
where s.anonymous_id = i.anonymous_id;

-- Merged devices, and until where in the log what they do without a user's id is their user's.
create view campaign_device as
  select anonymous_id, user_id, shared_tx is not null as shared,
         coalesce(shared_tx, '18446744073709551615') as until_tx, coalesce(shared_id, 9223372036854775807) as until_id
  from campaign_identity
  where state = 'merged';

-- Every user that an event has named, until they are erased: the log forgets, and whoever is new may bring a device.
create table campaign_user (
  user_id text primary key
);

insert into campaign_user
  select e.user_id from event e join campaign_cursor c on c.consumer = 'campaign-outcome'
  where e.user_id is not null and e.traffic is null and (e.tx, e.id) <= (c.tx, c.id)
  union
  select p.user_id from profile p
  where p.user_id is not null and p.last_seen_at < (select coalesce(min(received_at), now()) from event);

create or replace view campaign_exposure_v1 as
  with decided as (
    select d.campaign_id, d.id, d.decided_at, d.held_out, d.treatment_probability,
           coalesce(d.user_id, i.user_id) as user_id,
           case when d.user_id is null and i.user_id is null then d.anonymous_id end as anonymous_id,
           coalesce('u:' || coalesce(d.user_id, i.user_id), 'a:' || d.anonymous_id) as shopper
    from decision d
      left join campaign_device i on d.user_id is null and i.anonymous_id = d.anonymous_id and d.tx < i.until_tx
    where d.campaign_id is not null and d.treatment_probability is not null
  ), first as (
    select campaign_id, shopper, max(user_id) as user_id, max(anonymous_id) as anonymous_id, min(decided_at) as decided_at,
           (array_agg(not held_out order by decided_at, id))[1] as treated,
           (array_agg(treatment_probability order by decided_at, id))[1] as treatment_probability,
           -- in both groups, because they were decided for before and after they were recognised
           count(distinct held_out) > 1 as mixed
    from decided
    group by campaign_id, shopper
  )
  select f.campaign_id, f.shopper, f.user_id, f.anonymous_id, f.decided_at,
         f.decided_at + make_interval(days => c.goal_window_days) as window_ends_at, f.treated, f.treatment_probability, f.mixed,
         coalesce(n.converted_at < f.decided_at + make_interval(days => c.goal_window_days), false) as converted,
         case when n.converted_at < f.decided_at + make_interval(days => c.goal_window_days)
              then (select jsonb_object_agg(r.currency, r.revenue) from conversion_revenue r
                    where r.campaign_id = n.campaign_id and r.shopper = n.shopper) end as revenue
  from first f
    join campaign c on c.id = f.campaign_id
    left join conversion n on n.campaign_id = f.campaign_id and n.shopper = f.shopper;

grant update on campaign_identity to storeloop_campaign;
grant select on campaign_device to storeloop_campaign;
grant select, insert, delete, maintain on campaign_user to storeloop_campaign;

do $$ begin
  perform keep_out_of_statistics('campaign_user', array['user_id']);
end $$;
