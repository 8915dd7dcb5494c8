-- Owner: profile. Models that say who will buy or leave. A model holds thresholds and weights, and names no shopper.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

create table predictor_model (
  model_id       uuid primary key,
  name           text not null check (name in ('purchase', 'churn')),
  state          text not null check (state in ('running', 'finished', 'failed')),
  step           text not null,
  horizon_days   integer not null check (horizon_days between 1 and 999),
  -- a running training says so at every step; one that has fallen silent has died with its process
  heartbeat_at   timestamptz not null,
  created_at     timestamptz not null,
  finished_at    timestamptz,
  failure_code   text,
  failure_detail text,
  -- the model card, as it is answered
  card           jsonb,
  -- whether it ranked better than every plain rule on later behaviour
  passed         boolean,
  model          jsonb,
  -- the latest of a name answers; taking it back lets the one before answer
  activated_at   timestamptz,
  check ((state = 'finished') = (card is not null and model is not null and passed is not null and finished_at is not null)),
  check ((state = 'failed') = (failure_code is not null and failure_detail is not null)),
  check (activated_at is null or passed)
);

-- One training at a time.
create unique index predictor_running on predictor_model (state) where state = 'running';
create index predictor_active on predictor_model (name, activated_at desc) where activated_at is not null;
create index predictor_by_age on predictor_model (name, created_at desc, model_id desc);

grant select, insert, update, delete on predictor_model to storeloop_profile;
