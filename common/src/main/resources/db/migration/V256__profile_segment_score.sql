-- Owner: profile. A score that has grown old is a cause of its own to look at a profile, behind what happens.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- score: nothing happened, and what is stored of the profile has grown old
alter table segment_change
  drop constraint segment_change_cause_check,
  add constraint segment_change_cause_check check (cause in ('event', 'time', 'score', 'definition'));
alter table segment_due
  drop constraint segment_due_cause_check,
  add constraint segment_due_cause_check check (cause in ('event', 'time', 'score', 'definition'));

drop index segment_due_live, segment_due_rest;
create index segment_due_live on segment_due (due_at) where cause in ('event', 'time');
create index segment_due_rest on segment_due (due_at) where cause in ('definition', 'score');
