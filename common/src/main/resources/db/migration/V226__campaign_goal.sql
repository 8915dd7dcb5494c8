-- Owner: campaign. What a campaign wants, beyond purchases, and how its experiment is read and shared out.
set local lock_timeout = '5s';

alter table campaign
  add column goal jsonb not null default '{"type": "purchase", "where": {}, "value": "revenue"}',
  -- absent: any number of looks, offers shared out by their weights
  add column experiment jsonb not null default '{}';
