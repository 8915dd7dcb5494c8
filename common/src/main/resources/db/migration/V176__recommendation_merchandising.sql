-- Owner: recommendation. Merchandising rules, written by people, and how often they have changed.
create table merchandising_rule (
  id         text primary key check (id ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
  name       text not null check (length(name) between 1 and 200),
  kind       text not null check (kind in ('pin', 'boost', 'bury', 'exclude', 'quota', 'diversity')),
  -- canonical JSON as text: jsonb would reorder what the merchandiser wrote
  condition  text not null check (condition is json object),
  placement  text check (length(placement) between 1 and 512),
  starts_at  timestamptz,
  ends_at    timestamptz,
  priority   integer not null,
  enabled    boolean not null,
  -- of a pin: its place in the list, from 0
  position   integer check (position between 0 and 99),
  -- of a boost: what the score is multiplied by
  factor     double precision check (factor between 0.01 and 100),
  -- of a quota or diversity: items at most, and of what each
  max_items  integer check (max_items between 1 and 100),
  per        text check (per in ('category', 'brand')),
  version    bigint not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (ends_at > starts_at),
  check ((kind = 'pin') = (position is not null)),
  check ((kind = 'boost') = (factor is not null)),
  check ((kind in ('quota', 'diversity')) = (max_items is not null)),
  check ((kind in ('quota', 'diversity')) = (per is not null))
);

-- Grows with every change of a rule, in the same transaction: whoever keeps rules in memory compares it.
create table merchandising_revision (
  only_row boolean primary key default true check (only_row),
  revision bigint not null
);

insert into merchandising_revision (revision) values (0);

grant select, insert, update, delete on merchandising_rule to storeloop_recommendation;
grant select, update on merchandising_revision to storeloop_recommendation;
