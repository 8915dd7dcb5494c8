-- Owner: profile. Money at risk follows the profile.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- What was spent is told by the profile alone (features.monetaryValue), where returns are taken off and prices of the
-- catalogue count. The columns stay for processes of the version before, and hold nothing.
alter table predictor_score alter column spent drop not null;
drop index predictor_score_at_risk;

create or replace view prediction_v1 as
  select s.profile_id, p.user_id, p.anonymous_id, s.as_of, s.models, s.purchase_probability, s.churn_probability,
         s.lifetime_value, s.lifetime_probability, s.next_purchase_days, s.next_purchase_probability,
         coalesce((p.features ->> 'monetaryValue')::numeric, 0) as spent
  from predictor_score s join profile p using (profile_id);
