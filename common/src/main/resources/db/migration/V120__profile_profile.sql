-- Owner: profile. What is known about each shopper, derived from the event log and rebuildable from it.

-- How far the log has been applied; in the same transaction as the effects.
create table profile_cursor (
  consumer text primary key,
  tx       xid8 not null,
  id       bigint not null,
  applied  bigint not null default 0
);

-- By which rules the profiles were folded. Other rules than the program's: everything is rebuilt from the log.
create table profile_rules (
  only_row         boolean primary key default true check (only_row),
  version          integer not null,
  half_life_millis bigint not null
);

-- profile_id follows from the first id (user before anonymous), so a rebuild gives the same ids.
create table profile (
  profile_id       uuid primary key,
  user_id          text unique,
  -- the device's id, for a profile that no user has been bound to
  anonymous_id     text unique,
  first_seen_at    timestamptz not null,
  last_seen_at     timestamptz not null,
  last_purchase_at timestamptz,
  -- the traits as they stand, and when each was said (with the ones taken back)
  traits           jsonb not null default '{}',
  trait_statements jsonb not null default '{}',
  -- the features that do not depend on the time of asking; the others follow from the three instants
  features         jsonb not null,
  -- the sums, sets and extremes behind the features, packed
  behaviour        bytea not null,
  updated_at       timestamptz not null,
  check ((user_id is null) <> (anonymous_id is null))
);

-- packed bytes do not compress; trying costs time on every write
alter table profile alter column behaviour set storage external;
alter table profile set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);

create table profile_identity (
  kind       text not null check (kind in ('user', 'anonymous')),
  value      text not null,
  profile_id uuid not null references profile (profile_id),
  primary key (kind, value)
);

create index profile_identity_by_profile on profile_identity (profile_id);

-- Events that could not be folded into a profile: counted and named, never silently dropped.
create table profile_skipped_event (
  message_id text primary key,
  reason     text not null,
  skipped_at timestamptz not null
);

create view profile_identity_v1 as
  select i.kind, i.value, i.profile_id, p.user_id
  from profile_identity i join profile p using (profile_id);

grant select, insert, update, delete
  on profile_cursor, profile_rules, profile, profile_identity, profile_skipped_event
  to storeloop_profile;
grant select on profile_identity_v1 to storeloop_ingestion, storeloop_profile, storeloop_recommendation, storeloop_campaign;
