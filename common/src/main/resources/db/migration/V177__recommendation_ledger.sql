-- Owner: recommendation. What was recommended to whom, written behind the answers; events name it by recommendation_id.
create table recommendation (
  -- version 7: in the order of time, so that the oldest are found by it
  id            uuid primary key,
  answered_at   timestamptz not null,
  kind          text not null,
  user_id       text,
  anonymous_id  text,
  placement     text,
  model_version text,
  fallback      text,
  -- in their order: itemId, score, source, propensity and what placed it
  items         jsonb not null,
  context       jsonb not null
);

create index recommendation_of_user on recommendation (user_id, id) where user_id is not null;
create index recommendation_of_anonymous on recommendation (anonymous_id, id)
  where user_id is null and anonymous_id is not null;

create view recommendation_v1 as
  select id, answered_at, kind, user_id, anonymous_id, placement, model_version, fallback, items, context
  from recommendation;

grant select, insert, delete on recommendation to storeloop_recommendation;
grant maintain on recommendation to storeloop_recommendation;
grant select on recommendation_v1 to storeloop_ingestion;

do $$ begin
  perform keep_out_of_statistics('recommendation', array['user_id', 'anonymous_id', 'context']);
end $$;
