-- Owner: profile. Who came into and left segments when; what is asked of membership now is still answered from facts alone.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- Since when a profile has been seen in a segment.
create table segment_member (
  segment_id text not null,
  profile_id uuid not null,
  since      timestamptz not null,
  primary key (segment_id, profile_id)
);
create index segment_member_by_profile on segment_member (profile_id);

-- Kept for a bounded time. One writer at a time, so the order of ids is that of commits.
create table segment_change (
  id         bigint generated always as identity primary key,
  segment_id text not null,
  profile_id uuid not null,
  entered    boolean not null,
  -- event: something happened to the profile; time: nothing did; definition: the segment, or what it refers to, changed
  cause      text not null check (cause in ('event', 'time', 'definition')),
  at         timestamptz not null
);
create index segment_change_by_segment on segment_change (segment_id, id);
create index segment_change_by_profile on segment_change (profile_id);
create index segment_change_by_time on segment_change (at);

-- When a profile is to be looked at next: at most one row each, so the queue is bounded by the number of profiles.
create table segment_due (
  profile_id uuid primary key,
  due_at     timestamptz not null,
  cause      text not null check (cause in ('event', 'time', 'definition'))
) with (fillfactor = 70);
create index segment_due_live on segment_due (due_at) where cause <> 'definition';
create index segment_due_rest on segment_due (due_at) where cause = 'definition';

-- How many were in a segment when a day began (UTC).
create table segment_size (
  segment_id text not null,
  day        date not null,
  size       bigint not null,
  primary key (segment_id, day)
);

-- Of which definitions all profiles have been looked at, and how far the present round is; null when it is through.
create table segment_round (
  only_row    boolean primary key default true check (only_row),
  fingerprint text not null,
  reached     uuid
);

grant select, insert, update, delete on segment_member, segment_change, segment_due, segment_size, segment_round
  to storeloop_profile;
grant maintain on segment_member, segment_change, segment_due to storeloop_profile;
