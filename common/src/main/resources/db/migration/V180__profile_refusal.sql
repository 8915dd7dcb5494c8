-- Owner: profile. Which events may not be counted, because the shopper had refused when they happened.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- Stretches of the log in which no event of an id may be counted: a user's events, or a device's without a user's id.
-- By the id and not by the profile, so that it stays true when devices are merged, shared and taken out again.
create table profile_refusal (
  kind     text not null check (kind in ('user', 'anonymous')),
  value    text not null,
  from_tx  xid8 not null,
  from_id  bigint not null,
  -- not included; the last place there is as long as it goes on
  until_tx xid8 not null default '18446744073709551615',
  until_id bigint not null default 9223372036854775807,
  primary key (kind, value, from_tx, from_id)
);

create index profile_refusal_open on profile_refusal (kind, value) where until_tx = '18446744073709551615';

-- What shoppers did and let be counted. As long as nobody has refused that costs one look a statement.
create view profile_counted_event as
  select e.*
  from event_v1 e
  where e.traffic is null
    and (not exists (select from profile_refusal)
      or not exists (
        select from profile_refusal r
        where r.kind = case when e.user_id is null then 'anonymous' else 'user' end
          and r.value = coalesce(e.user_id, e.anonymous_id)
          and (r.from_tx, r.from_id) <= (e.tx, e.id) and (e.tx, e.id) < (r.until_tx, r.until_id)));

grant select, insert, update, delete, maintain on profile_refusal to storeloop_profile;
grant select on profile_counted_event to storeloop_profile;

do $$ begin
  perform keep_out_of_statistics('profile_refusal', array['value']);
end $$;

-- Who had refused when, only the log tells, read from its beginning: where shoppers are asked, the profiles are rebuilt.
update profile_rules set version = 0 where exists (select from profile where consent_statements ? 'analytics');
