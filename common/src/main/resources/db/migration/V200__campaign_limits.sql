-- Owner: campaign. Schedules, limits, kinds of offers, the shop's policy, and what has been used up.
set local lock_timeout = '5s';

alter table campaign
  add column schedule jsonb,
  add column limits jsonb not null default '{}',
  add column exclusion_lists text[] not null default '{}' check (cardinality(exclusion_lists) <= 20);

alter table offer
  add column kind jsonb not null default '{"kind": "message"}',
  add column language text,
  add column translations jsonb not null default '{}',
  add column cost numeric not null default 0 check (cost >= 0);

-- What binds every campaign. The salt is made once, so that a larger share holds out the same shoppers and some more.
create table campaign_policy (
  only_row       boolean primary key default true check (only_row),
  version        bigint not null,
  holdout_share  numeric(5, 4) not null check (holdout_share between 0 and 0.5),
  salt           text not null,
  frequency_caps jsonb not null,
  default_offers jsonb not null
);

insert into campaign_policy (version, holdout_share, salt, frequency_caps, default_offers)
values (0, 0, replace(gen_random_uuid()::text, '-', ''), '[]', '{}');

-- The audit of the policy names no campaign.
alter table campaign_audit alter column campaign_id drop not null;

-- When a shopper ('u:' user or 'a:' anonymous) was decided for, inside the longest period of the scope's caps: a campaign,
-- or all of them (the nil id).
create table campaign_cap_use (
  scope   uuid not null,
  shopper text not null,
  used_at timestamptz[] not null,
  primary key (scope, shopper)
);

create index campaign_cap_use_by_shopper on campaign_cap_use (shopper);

create table campaign_budget_use (
  campaign_id uuid primary key,
  offers      bigint not null,
  cost        numeric not null
);

-- Users whom campaigns leave alone.
create table exclusion_list (
  list_id    text primary key check (list_id ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
  name       text not null check (length(name) between 1 and 200),
  created_at timestamptz not null
);

create table exclusion_list_user (
  list_id text not null references exclusion_list (list_id) on delete cascade,
  user_id text not null,
  primary key (list_id, user_id)
);

create index exclusion_list_user_by_user on exclusion_list_user (user_id);

-- Calls that were made with an Idempotency-Key: both keys are digests, so that no id stands in them.
create table campaign_idempotency (
  key_digest     bytea primary key,
  request_digest bytea not null,
  begun_at       timestamptz not null,
  -- absent while the call is under way
  status         integer,
  headers        jsonb,
  answer         text
);

create index campaign_idempotency_by_age on campaign_idempotency (begun_at);

grant select, update on campaign_policy to storeloop_campaign;
grant select, insert, update, delete on exclusion_list, campaign_idempotency to storeloop_campaign;
grant select, insert, update, delete, maintain on campaign_cap_use, exclusion_list_user to storeloop_campaign;
grant select, insert, update, delete on campaign_budget_use to storeloop_campaign;
grant maintain on campaign_idempotency to storeloop_campaign;

create view exclusion_list_user_v1 as select list_id, user_id from exclusion_list_user;
grant select on exclusion_list_user_v1 to storeloop_ingestion;

do $$ begin
  perform keep_out_of_statistics('campaign_cap_use', array['shopper']);
  perform keep_out_of_statistics('exclusion_list_user', array['user_id']);
  perform keep_out_of_statistics('campaign_idempotency', array['answer']);
end $$;
