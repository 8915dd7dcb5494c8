-- Owner: campaign. What was decided, and what came back of it.

-- One row per answer, for the treated, the held out and those without a campaign alike.
create table decision (
  id                    uuid primary key,
  decided_at            timestamptz not null,
  user_id               text,
  anonymous_id          text,
  placement             text not null,
  campaign_id           uuid,
  offer_id              text,
  held_out              boolean not null,
  treatment_probability double precision check (treatment_probability > 0 and treatment_probability <= 1),
  fallback              text,
  as_of                 timestamptz not null,
  inputs                jsonb not null,
  reasons               jsonb not null,
  context               jsonb not null,
  check (user_id is not null or anonymous_id is not null),
  check (campaign_id is null or (offer_id is null) = held_out)
);

create index decision_by_campaign on decision (campaign_id, decided_at) where campaign_id is not null;
create index decision_by_user on decision (user_id) where user_id is not null and campaign_id is not null;
create index decision_by_anonymous on decision (anonymous_id)
  where user_id is null and campaign_id is not null;

-- The first user that an anonymousId came with, in the order of the event log: the identity rule, kept.
create table campaign_identity (
  anonymous_id text primary key,
  user_id      text not null
);

create index campaign_identity_by_user on campaign_identity (user_id);

-- The offer really appeared, or was clicked: once per decision, however often it is reported.
create table exposure (
  decision_id uuid primary key references decision (id) on delete cascade,
  exposed_at  timestamptz not null
);

create table offer_click (
  decision_id uuid primary key references decision (id) on delete cascade,
  clicked_at  timestamptz not null
);

-- The goal reached inside the window of a decision: once per campaign and shopper ('u:' user or 'a:' anonymous).
create table conversion (
  campaign_id    uuid not null,
  shopper        text not null,
  decision_id    uuid not null references decision (id) on delete cascade,
  converted_at   timestamptz not null,
  after_exposure boolean not null,
  primary key (campaign_id, shopper)
);

create table conversion_revenue (
  campaign_id uuid not null,
  shopper     text not null,
  currency    text not null,
  -- unbounded: a shopper may buy any number of lines of price × quantity up to 10^15
  revenue     numeric not null,
  primary key (campaign_id, shopper, currency),
  foreign key (campaign_id, shopper) references conversion (campaign_id, shopper) on delete cascade
);

create table campaign_cursor (
  consumer       text primary key,
  tx             xid8 not null,
  id             bigint not null,
  applied_events bigint not null default 0
);

grant select, insert on decision, campaign_identity to storeloop_campaign;
grant select, insert, update on exposure, offer_click, campaign_cursor to storeloop_campaign;
grant select, insert, delete on conversion, conversion_revenue to storeloop_campaign;
