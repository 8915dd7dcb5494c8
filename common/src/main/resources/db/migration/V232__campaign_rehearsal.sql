-- Owner: campaign. What drafts would have done with the last days. A report counts, and names no shopper.
create table campaign_rehearsal (
  id             uuid primary key,
  campaign_id    uuid not null references campaign (id) on delete cascade,
  -- of the plan that was rehearsed
  version        bigint not null,
  days           integer not null check (days between 1 and 365),
  state          text not null check (state in ('running', 'finished', 'failed')),
  step           text not null,
  -- shoppers replayed so far
  done           bigint not null default 0,
  -- a running rehearsal says so at every step; one that has fallen silent has died with its process
  heartbeat_at   timestamptz not null,
  created_at     timestamptz not null,
  finished_at    timestamptz,
  failure_code   text,
  failure_detail text,
  report         jsonb,
  check ((state = 'finished') = (report is not null and finished_at is not null)),
  check ((state = 'failed') = (failure_code is not null and failure_detail is not null))
);

-- One at a time.
create unique index campaign_rehearsal_running on campaign_rehearsal (state) where state = 'running';
create index campaign_rehearsal_by_campaign on campaign_rehearsal (campaign_id, created_at desc, id desc);

grant select, insert, update, delete on campaign_rehearsal to storeloop_campaign;
grant select on campaign_exposure_v1 to storeloop_campaign;
