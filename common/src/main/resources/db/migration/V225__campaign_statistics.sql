-- Owner: campaign. What results are made of: sums per group, kept up to date behind the ledger and the event log.
set local lock_timeout = '5s';

-- The ledger is followed like the event log, in the order (tx, id) up to the snapshot horizon. Older rows come first.
alter table decision add column tx xid8 not null default '0';
alter table decision alter column tx set default pg_current_xact_id();
create index decision_ledger_order on decision (tx, id) where campaign_id is not null;

create table campaign_ledger_place (
  only_row boolean primary key default true check (only_row),
  tx       xid8 not null,
  id       uuid not null
);

insert into campaign_ledger_place (tx, id) values ('0', '00000000-0000-0000-0000-000000000000');

-- A shopper ('u:' user or 'a:' anonymous) of a campaign, in the group of the first decision, with exactly what was added to
-- the group's sums: a row of numbers by unit. So a shopper can be taken out again.
create table campaign_participant (
  campaign_id    uuid not null,
  shopper        text not null,
  -- the offer's id; empty in the holdout
  arm            text not null,
  first_decision uuid not null,
  -- names of those that the shopper was in then
  breakdowns     jsonb not null,
  numbers        jsonb not null,
  primary key (campaign_id, shopper)
);

create index campaign_participant_by_shopper on campaign_participant (shopper);

-- Per breakdown, group and unit ('shopper', 'goal' or a currency): the sums of the columns over all shoppers, and those of their products
-- two by two. Exact numbers, so that what is added and taken out again leaves nothing.
create table campaign_statistic (
  campaign_id uuid not null,
  -- a name, or empty for everybody
  breakdown   text not null,
  arm         text not null,
  unit        text not null,
  sums        numeric[] not null,
  products    numeric[] not null,
  primary key (campaign_id, breakdown, arm, unit)
);

grant select, update on campaign_ledger_place to storeloop_campaign;
grant select, insert, update, delete, maintain on campaign_participant to storeloop_campaign;
grant select, insert, update, delete on campaign_statistic to storeloop_campaign;

do $$ begin
  perform keep_out_of_statistics('campaign_participant', array['shopper', 'numbers']);
end $$;
