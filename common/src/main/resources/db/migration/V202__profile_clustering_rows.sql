-- Owner: profile. Whose rows a clustering remembers, so that an erased shopper's can be dropped.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- One id for each of the anchors in model and of the dots in points. Null of what was trained before: whose they are is not known, and the next erasure drops all of them.
alter table clustering add column anchor_profiles uuid[];
alter table clustering add column point_profiles uuid[];

-- Grows when rows are dropped: whoever holds the model in memory reads it again.
alter table clustering add column rows_dropped integer not null default 0;

grant maintain on clustering to storeloop_profile;
