-- Owner: campaign. From when on things are occasions for a campaign whose trigger was changed, and when a send was queued.
-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- absent: since it was started
alter table campaign add column occasions_since timestamptz;

-- what was queued before the trigger was changed is not sent under the new one
alter table campaign_send add column queued_at timestamptz not null default now();
