-- Owner: profile. A number that changes with every change of a segment, so that segments can be kept in memory and never be stale.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

create table segment_revision (
  only_row boolean primary key default true check (only_row),
  revision bigint not null
);

insert into segment_revision (revision) values (0);

create function next_segment_revision() returns trigger language plpgsql as $$
begin
  update segment_revision set revision = revision + 1;
  return null;
end $$;

create trigger segment_changed after insert or update or delete on segment
  for each statement execute function next_segment_revision();

grant select, update on segment_revision to storeloop_profile;
