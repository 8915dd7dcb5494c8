-- Owner: campaign. What waits, campaign by campaign, so that one whose destination rests is stepped over and not read through.
-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

create index campaign_send_waiting on campaign_send (campaign_id, due_at) where state = 'queued';
