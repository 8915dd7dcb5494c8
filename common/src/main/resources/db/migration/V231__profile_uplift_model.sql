-- Owner: profile. Models that say whom a campaign changes. A model holds weights, and names no shopper.
create table uplift_model (
  model_id       uuid primary key,
  campaign_id    uuid not null,
  state          text not null check (state in ('running', 'finished', 'failed')),
  step           text not null,
  -- a running training says so at every step; one that has fallen silent has died with its process
  heartbeat_at   timestamptz not null,
  created_at     timestamptz not null,
  finished_at    timestamptz,
  failure_code   text,
  failure_detail text,
  -- the model card, as it is answered
  card           jsonb,
  -- whether the ranking is reliable
  passed         boolean,
  model          jsonb,
  -- the latest of a campaign answers; taking it back lets the one before answer
  activated_at   timestamptz,
  check ((state = 'finished') = (card is not null and model is not null and passed is not null and finished_at is not null)),
  check ((state = 'failed') = (failure_code is not null and failure_detail is not null)),
  check (activated_at is null or passed)
);

-- One training at a time.
create unique index uplift_running on uplift_model (state) where state = 'running';
create index uplift_active on uplift_model (campaign_id, activated_at desc) where activated_at is not null;
create index uplift_by_age on uplift_model (campaign_id, created_at desc, model_id desc);

grant select, insert, update, delete on uplift_model to storeloop_profile;

-- The campaigns whose uplift can be asked for.
create view uplift_campaign_v1 as select distinct campaign_id from uplift_model where activated_at is not null;
grant select on uplift_campaign_v1 to storeloop_campaign;
