-- Owner: campaign. What leaves by itself: the outbox, the destinations, and who wants nothing more.
-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

alter table campaign add column delivery jsonb;

-- One row per message that may leave. The unique key, not a check, lets nobody have the same step of the same occasion twice.
create table campaign_send (
  -- version 7; what the receiver knows a repetition by
  id           uuid primary key,
  campaign_id  uuid not null references campaign (id),
  step         integer not null check (step >= 0),
  -- 'u:' and the userId, or 'a:' and the anonymousId of somebody unknown
  shopper      text not null,
  occasion     text not null,
  user_id      text,
  anonymous_id text,
  channel      text not null check (channel in ('webhook', 'email')),
  state        text not null check (state in ('queued', 'sending', 'sent', 'failed', 'suppressed')),
  -- why it is not sent, or was not at the last attempt
  reason       text,
  detail       jsonb not null,
  occurred_at  timestamptz not null,
  -- as the plan has it; due_at moves with quiet hours and attempts
  planned_at   timestamptz not null,
  due_at       timestamptz not null,
  -- by the clock of the database: when another worker may take it over
  leased_until timestamptz,
  attempts     integer not null default 0,
  decision_id  uuid,
  offer_id     text,
  finished_at  timestamptz,
  unique (campaign_id, step, shopper, occasion),
  check (user_id is not null or anonymous_id is not null),
  check ((state = 'sending') = (leased_until is not null))
);

create index campaign_send_due on campaign_send (due_at) where state = 'queued';
create index campaign_send_leased on campaign_send (leased_until) where state = 'sending';
create index campaign_send_by_campaign on campaign_send (campaign_id, id);
create index campaign_send_by_shopper on campaign_send (shopper);
create index campaign_send_of_user on campaign_send (user_id) where user_id is not null;
create index campaign_send_of_anonymous on campaign_send (anonymous_id) where user_id is null;

create view campaign_send_v1 as
  select id, campaign_id, step, user_id, anonymous_id, channel, state, reason, occasion, detail, occurred_at, planned_at,
         attempts, decision_id, offer_id, finished_at
  from campaign_send;

-- Who has said no, by channel. A mail address is kept as a hash, so that another user with the same one is left alone too.
create table campaign_unsubscription (
  channel      text not null,
  shopper      text not null,
  address_hash text,
  user_id      text,
  anonymous_id text,
  at           timestamptz not null,
  primary key (channel, shopper)
);
create index campaign_unsubscription_by_address on campaign_unsubscription (address_hash) where address_hash is not null;

create view campaign_unsubscription_v1 as
  select channel, user_id, anonymous_id, at from campaign_unsubscription;

-- Keys that no person needs to know; each database has its own.
create table campaign_key (
  purpose text primary key,
  key     bytea not null check (length(key) >= 32)
);
insert into campaign_key (purpose, key)
values ('unsubscribe', decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

-- Destinations of signed calls. The secret is needed as it is to sign with.
create table campaign_webhook (
  id               uuid primary key,
  name             text not null,
  url              text not null,
  secret           bytea not null,
  old_secret       bytea,
  old_secret_until timestamptz,
  created_at       timestamptz not null,
  check ((old_secret is null) = (old_secret_until is null))
);

-- How far the triggers that are asked for have been: one row per campaign, or 'items' for the prices.
create table campaign_trigger_place (
  place        text primary key,
  position     jsonb not null default '{}',
  due_at       timestamptz not null,
  leased_until timestamptz
);

-- Whose predicted churn is above the threshold of a campaign: an occasion is that somebody comes in.
create table campaign_churn_watch (
  campaign_id  uuid not null references campaign (id) on delete cascade,
  shopper      text not null,
  user_id      text,
  anonymous_id text,
  round        bigint not null,
  primary key (campaign_id, shopper)
);

-- The price that an item last had, kept while a campaign waits for one to fall.
create table campaign_item_price (
  item_id  text primary key,
  price    numeric(14, 4) not null,
  currency text not null
);

grant select, insert, update, delete on campaign_send, campaign_unsubscription, campaign_webhook, campaign_trigger_place,
  campaign_churn_watch, campaign_item_price to storeloop_campaign;
grant select on campaign_key to storeloop_campaign;
grant select on campaign_send_v1, campaign_unsubscription_v1 to storeloop_ingestion;
grant maintain on campaign_send, campaign_unsubscription, campaign_churn_watch to storeloop_campaign;

do $$ begin
  perform keep_out_of_statistics('campaign_send', array['shopper', 'occasion', 'user_id', 'anonymous_id', 'detail']);
  perform keep_out_of_statistics('campaign_unsubscription', array['shopper', 'address_hash', 'user_id', 'anonymous_id']);
  perform keep_out_of_statistics('campaign_churn_watch', array['shopper', 'user_id', 'anonymous_id']);
end $$;
