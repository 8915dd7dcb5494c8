-- Owner: campaign. Which decisions a kept answer tells of, so that it is forgotten with them.
-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

alter table campaign_idempotency add column decision_ids uuid[] not null default '{}';

-- Of what was kept before, secrets of webhooks, and decisions that an erasure would not find.
delete from campaign_idempotency where answer like '%"secret"%' or answer like '%"decisionId"%';
