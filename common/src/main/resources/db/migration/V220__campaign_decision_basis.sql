-- Owner: campaign. What each decision rested on, so that it can be taken again, and at which revision each change came.
set local lock_timeout = '5s';

-- absent of decisions that were taken before it was kept
alter table decision add column basis jsonb;

-- 0: changed before revisions were kept
alter table campaign_audit add column revision bigint not null default 0;

create index campaign_audit_by_revision on campaign_audit (campaign_id, revision desc, id desc);

create or replace view decision_v1 as
  select d.id, d.decided_at, d.user_id, d.anonymous_id, d.placement, d.campaign_id, d.offer_id, d.held_out,
         d.treatment_probability, d.fallback, d.as_of, d.inputs, d.reasons, d.context, x.exposed_at, c.clicked_at, d.served,
         d.basis
  from decision d
    left join exposure x on x.decision_id = d.id
    left join offer_click c on c.decision_id = d.id;

do $$ begin
  perform keep_out_of_statistics('decision', array['basis']);
end $$;
