-- Owner: campaign. The looks that a group-sequential design has taken: the sums as they stood when so many had been decided for.
create table campaign_look (
  campaign_id uuid not null,
  look        integer not null check (look >= 1),
  taken_at    timestamptz not null,
  shoppers    bigint not null,
  -- of everybody together: no shopper is named
  sums        jsonb not null,
  primary key (campaign_id, look)
);

grant select, insert on campaign_look to storeloop_campaign;
