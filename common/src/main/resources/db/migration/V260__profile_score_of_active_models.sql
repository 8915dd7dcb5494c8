-- Owner: profile. What a model that was taken back had said is not said any more.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- One row: of every predictor the model that answers, as predictor_score.models names them; null without any.
create view predictor_answering as
  select jsonb_object_agg(name, model_id) as models
  from (
    select distinct on (name) name, model_id from predictor_model
    where activated_at is not null order by name, activated_at desc) answering;

grant select on predictor_answering to storeloop_profile;
