-- Owner: profile. Whether a model was judged on later behaviour: one that was not, for lack of customers, never stands in the place of one that was.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- null as long as it is not finished
alter table predictor_model add column judged boolean;

do $$
declare
  activation text;
begin
  select conname into strict activation from pg_constraint
  where conrelid = 'predictor_model'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%activated_at IS NULL%';
  execute format('alter table predictor_model drop constraint %I', activation);
end $$;

update predictor_model set judged = coalesce(card ->> 'verdict', '') not like 'not judged%' where state = 'finished';
update predictor_model set passed = false where not judged;

-- what would not be activated now: over a few days, or before a judged one
update predictor_model u set activated_at = null
where not u.judged and (u.horizon_days < 7 or exists (
  select from predictor_model j where j.name = u.name and j.judged and j.activated_at < u.activated_at));

alter table predictor_model
  add check ((state = 'finished') = (judged is not null)),
  add check (not passed or judged),
  add check (activated_at is null or passed or not judged);
