-- Owner: campaign. Forgetting shoppers, and what is published of them.
-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

alter table campaign_cursor add column forgotten bigint not null default 0;

create table campaign_erasure_receipt (
  erasure_id   uuid not null,
  round        integer not null,
  counts       jsonb not null,
  forgotten_at timestamptz not null,
  vacuumed_at  timestamptz,
  primary key (erasure_id, round)
);

create view campaign_erasure_receipt_v1 as
  select erasure_id, round, counts, forgotten_at, vacuumed_at from campaign_erasure_receipt;

create view decision_v1 as
  select d.id, d.decided_at, d.user_id, d.anonymous_id, d.placement, d.campaign_id, d.offer_id, d.held_out,
         d.treatment_probability, d.fallback, d.as_of, d.inputs, d.reasons, d.context, x.exposed_at, c.clicked_at
  from decision d
    left join exposure x on x.decision_id = d.id
    left join offer_click c on c.decision_id = d.id;

create view conversion_v1 as
  select n.campaign_id, n.shopper, n.decision_id, n.converted_at, n.after_exposure,
         (select coalesce(jsonb_object_agg(r.currency, r.revenue), '{}')
          from conversion_revenue r where r.campaign_id = n.campaign_id and r.shopper = n.shopper) as revenue
  from conversion n;

-- every decision of a shopper is found, also those that showed nothing
create index decision_of_user on decision (user_id, decided_at) where user_id is not null;
create index decision_of_anonymous on decision (anonymous_id, decided_at) where user_id is null;
create index conversion_by_shopper on conversion (shopper);
create index conversion_by_decision on conversion (decision_id);

grant select, insert, update on campaign_erasure_receipt to storeloop_campaign;
grant delete on decision, campaign_identity, exposure, offer_click to storeloop_campaign;
grant select on campaign_erasure_receipt_v1, decision_v1, conversion_v1 to storeloop_ingestion;
grant maintain on decision, campaign_identity, exposure, offer_click, conversion, conversion_revenue to storeloop_campaign;

do $$ begin
  perform keep_out_of_statistics('decision', array['user_id', 'anonymous_id', 'inputs', 'reasons', 'context']);
  perform keep_out_of_statistics('campaign_identity', array['anonymous_id', 'user_id']);
  perform keep_out_of_statistics('conversion', array['shopper']);
  perform keep_out_of_statistics('conversion_revenue', array['shopper']);
end $$;
