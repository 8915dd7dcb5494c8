-- Owner: campaign. Codes that are handed out once and redeemed once, and what a decision gave along.
set local lock_timeout = '5s';

create table coupon_pool (
  pool_id         text primary key check (pool_id ~ '^[a-z0-9][a-z0-9_-]{0,63}$'),
  name            text not null check (length(name) between 1 and 200),
  -- absent: as many as there are codes
  max_redemptions bigint check (max_redemptions > 0),
  redeemed        bigint not null default 0,
  created_at      timestamptz not null,
  check (max_redemptions is null or redeemed <= max_redemptions)
);

create table coupon (
  pool_id       text not null references coupon_pool (pool_id),
  code          text not null check (length(code) between 1 and 64),
  -- whom a decision gave it to ('u:' user or 'a:' anonymous), and for which campaign; the time stays when the shopper is
  -- forgotten, so that the code is not given to somebody else
  campaign_id   uuid,
  shopper       text,
  handed_out_at timestamptz,
  redeemed_at   timestamptz,
  redeemed_by   text,
  order_id      text,
  primary key (pool_id, code)
);

-- One code per shopper and campaign.
create unique index coupon_by_shopper on coupon (shopper, campaign_id, pool_id) where shopper is not null;
create index coupon_free on coupon (pool_id, code) where handed_out_at is null and redeemed_at is null;
create index coupon_by_redeemer on coupon (redeemed_by) where redeemed_by is not null;

create table coupon_generation (
  id          uuid primary key,
  pool_id     text not null references coupon_pool (pool_id),
  wanted      integer not null check (wanted > 0),
  made        integer not null default 0 check (made <= wanted),
  prefix      text not null,
  length      integer not null,
  created_at  timestamptz not null,
  finished_at timestamptz
);

create index coupon_generation_open on coupon_generation (created_at) where finished_at is null;

-- What an answer gave along with its offer: language, coupon code, recommended items.
alter table decision add column served jsonb not null default '{}';

create or replace view decision_v1 as
  select d.id, d.decided_at, d.user_id, d.anonymous_id, d.placement, d.campaign_id, d.offer_id, d.held_out,
         d.treatment_probability, d.fallback, d.as_of, d.inputs, d.reasons, d.context, x.exposed_at, c.clicked_at, d.served
  from decision d
    left join exposure x on x.decision_id = d.id
    left join offer_click c on c.decision_id = d.id;

create view coupon_v1 as
  select pool_id, code, campaign_id, shopper, handed_out_at, redeemed_at, redeemed_by, order_id from coupon;

grant select on coupon_v1 to storeloop_ingestion;
grant select, insert, update on coupon_pool, coupon_generation to storeloop_campaign;
grant select, insert, update, maintain on coupon to storeloop_campaign;

do $$ begin
  perform keep_out_of_statistics('coupon', array['shopper', 'redeemed_by', 'order_id']);
  perform keep_out_of_statistics('decision', array['served']);
end $$;
