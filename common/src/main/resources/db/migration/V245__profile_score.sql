-- Owner: profile. What the active predictors say of each shopper, stored so that conditions can ask for it.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- Numbers only; a profile that goes takes its scores along.
create table predictor_score (
  profile_id                uuid primary key references profile (profile_id) on delete cascade,
  -- until when acts are counted
  as_of                     timestamptz not null,
  -- the models that said so, by the names of their predictors
  models                    jsonb not null,
  purchase_probability      numeric,
  churn_probability         numeric,
  lifetime_value            numeric,
  lifetime_probability      numeric,
  next_purchase_days        numeric,
  next_purchase_probability numeric,
  -- Σ price · quantity until now, and the part of it that may leave: probability of churn · spent
  spent                     numeric not null,
  at_risk                   numeric
) with (fillfactor = 80);

create index predictor_score_at_risk on predictor_score (at_risk desc, profile_id desc) where at_risk is not null;

grant select, insert, update, delete on predictor_score to storeloop_profile;
grant maintain on predictor_score to storeloop_profile;

create view prediction_v1 as
  select s.profile_id, p.user_id, p.anonymous_id, s.as_of, s.models, s.purchase_probability, s.churn_probability,
         s.lifetime_value, s.lifetime_probability, s.next_purchase_days, s.next_purchase_probability, s.spent
  from predictor_score s join profile p using (profile_id);

grant select on prediction_v1 to storeloop_ingestion;
