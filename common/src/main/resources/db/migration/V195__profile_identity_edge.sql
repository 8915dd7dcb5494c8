-- Owner: profile. How devices and users came together, with the evidence, so that it can be undone.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- One row per device and user that an event named together. Rebuilt from the log, but for what the shop has undone: that
-- is the shop's word, and outlives a rebuild.
create table profile_identity_edge (
  edge_id      uuid primary key,
  anonymous_id text not null,
  user_id      text not null,
  -- 0 for the first user seen on the device; a second one makes it a shared device
  place        smallint not null check (place >= 0),
  state        text not null check (state in ('merged', 'refused', 'undone')),
  reason       text not null,
  -- the event that says so
  message_id   text not null,
  occurred_at  timestamptz not null,
  changed_at   timestamptz not null,
  unique (anonymous_id, user_id)
);

create index profile_identity_edge_by_user on profile_identity_edge (user_id, edge_id);

-- What a merged device did without its user's id, apart from what the user did: taking it out again is exact.
create table profile_device (
  device_id          uuid primary key,
  anonymous_id       text not null,
  profile_id         uuid not null references profile (profile_id) on delete cascade,
  trait_statements   jsonb not null default '{}',
  consent_statements jsonb not null default '{}',
  behaviour          bytea not null
);

create index profile_device_by_profile on profile_device (profile_id);
alter table profile_device alter column behaviour set storage external;
alter table profile_device set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

-- Null: nothing was merged, and the statements beside them are the founder's own. Column behaviour is always the founder's own.
alter table profile add column own_trait_statements jsonb, add column own_consent_statements jsonb;

-- A shared device leads to nobody's profile any more, but what it did before the second user is still the first one's.
create or replace view profile_identity_v1 as
  select i.kind, i.value, i.profile_id, p.user_id
  from profile_identity i join profile p using (profile_id)
  union all
  select 'anonymous', e.anonymous_id, p.profile_id, p.user_id
  from profile_identity_edge e join profile p using (user_id)
  where e.state = 'merged'
    and not exists (
      select from profile_identity i
      where i.kind = 'anonymous' and i.value = e.anonymous_id and i.profile_id = p.profile_id);

grant select, insert, update, delete on profile_identity_edge, profile_device to storeloop_profile;
grant maintain on profile_identity_edge, profile_device to storeloop_profile;

do $$ begin
  perform keep_out_of_statistics('profile', array['own_trait_statements', 'own_consent_statements']);
  perform keep_out_of_statistics('profile_identity_edge', array['anonymous_id', 'user_id', 'message_id']);
  perform keep_out_of_statistics('profile_device', array['anonymous_id', 'trait_statements', 'consent_statements', 'behaviour']);
end $$;
