-- Owner: profile. Segments: conditions with a name, written by people. Membership is never stored; it is the condition's answer now.
create table segment (
  id          text primary key check (id ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
  name        text not null check (length(name) between 1 and 200),
  description text not null check (length(description) <= 2000),
  -- canonical JSON as text: jsonb would reorder what the marketer wrote
  condition   text not null check (condition is json object),
  version     bigint not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null
);

grant select, insert, update, delete on segment to storeloop_profile;
