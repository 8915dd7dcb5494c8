-- Owner: campaign. What people edit: campaigns, their offers, and who changed what.
create table campaign (
  id               uuid primary key,
  version          bigint not null,
  state            text not null check (state in ('draft', 'running', 'paused', 'ended')),
  name             text not null check (length(name) between 1 and 200),
  placements       text[] not null check (cardinality(placements) between 1 and 20),
  condition        jsonb not null,
  starts_at        timestamptz,
  ends_at          timestamptz,
  priority         integer not null,
  holdout_share    numeric(5, 4) not null check (holdout_share between 0 and 0.9),
  goal_window_days integer not null check (goal_window_days between 1 and 90),
  salt             text not null,
  created_at       timestamptz not null,
  started_at       timestamptz,
  check (ends_at > starts_at)
);

create index campaign_by_state on campaign (state, id);

create table offer (
  campaign_id uuid not null references campaign (id) on delete cascade,
  position    integer not null,
  offer_id    text not null,
  title       text not null,
  body        text,
  image_url   text,
  link        text,
  template_values jsonb not null default '{}',
  weight      numeric(12, 6) not null check (weight > 0),
  primary key (campaign_id, position),
  -- offers may change places within one transaction
  unique (campaign_id, offer_id) deferrable initially deferred
);

-- Grows with every change of a campaign, in the same transaction: whoever keeps campaigns in memory compares it.
create table campaign_revision (
  only_row boolean primary key default true check (only_row),
  revision bigint not null
);

insert into campaign_revision (revision) values (0);

-- Who did what; nobody may change or delete a row.
create table campaign_audit (
  id          bigint generated always as identity primary key,
  at          timestamptz not null,
  campaign_id uuid not null,
  action      text not null,
  version     bigint not null,
  before      jsonb,
  after       jsonb
);

create index campaign_audit_by_campaign on campaign_audit (campaign_id, id);

grant select, insert, update, delete on campaign, offer to storeloop_campaign;
grant select, update on campaign_revision to storeloop_campaign;
grant select, insert on campaign_audit to storeloop_campaign;
