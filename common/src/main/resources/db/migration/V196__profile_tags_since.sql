-- Owner: profile. Since when a profile has had its tags.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- Instants by the names of the tags it was last written with; the tags themselves follow from the features.
alter table profile add column tags_since jsonb not null default '{}';
