-- Owner: profile. Two more predictors: what a customer will spend, and when the next purchase comes.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

alter table predictor_model
  drop constraint predictor_model_name_check,
  add constraint predictor_model_name_check check (name in ('purchase', 'churn', 'lifetime-value', 'next-purchase'));
