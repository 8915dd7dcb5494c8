-- Owner: profile. How far shoppers have moved away from those whom an active model learned from: figures only, no shopper.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

create table predictor_drift (
  model_id uuid primary key references predictor_model (model_id) on delete cascade,
  made_at  timestamptz not null,
  report   jsonb not null
);

grant select, insert, update, delete on predictor_drift to storeloop_profile;
