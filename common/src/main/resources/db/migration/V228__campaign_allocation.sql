-- Owner: campaign. When the offers of an adaptive campaign were last shared out anew; how, is in the audit.
create table campaign_allocation (
  campaign_id uuid primary key references campaign (id) on delete cascade,
  made_at     timestamptz not null
);

grant select, insert, update, delete on campaign_allocation to storeloop_campaign;
