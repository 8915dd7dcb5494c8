-- Owner: campaign. What campaigns cost beside their offers, and how many messages they have sent.
-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- absent: nothing beside the offers
alter table campaign add column costs jsonb;

-- Counted when a message has left: what was paid for stays counted when an erasure deletes the send. No shopper is named.
create table campaign_sent (
  campaign_id uuid primary key,
  messages    bigint not null
);

-- nothing leaves between the count and the commit
lock table campaign_send in share row exclusive mode;

insert into campaign_sent (campaign_id, messages)
select campaign_id, count(*) from campaign_send where state = 'sent' group by campaign_id;

-- those that had left when the look was taken
alter table campaign_look add column messages bigint not null default 0;

update campaign_look l
set messages = (select count(*) from campaign_send s
                where s.campaign_id = l.campaign_id and s.state = 'sent' and s.finished_at <= l.taken_at);

grant select, insert, update on campaign_sent to storeloop_campaign;
