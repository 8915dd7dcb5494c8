-- Owner: ingestion. The catalogue.
create table item (
  item_id    text primary key,
  name       text,
  category   text,
  brand      text,
  price      numeric(14, 4) check (price between 0 and 1000000000),
  currency   text check (currency ~ '^[A-Z]{3}$'),
  in_stock   boolean not null default true,
  attributes jsonb not null default '{}',
  deleted    boolean not null default false,
  updated_at timestamptz not null,
  -- the transaction that last wrote the row, so that followers can tail changes up to the snapshot horizon
  tx         xid8 not null default pg_current_xact_id()
);

create index item_change_order on item (tx, item_id);

create view item_v1 as
  select item_id, name, category, brand, price, currency, in_stock, attributes, deleted, updated_at, tx from item;

grant select, insert, update, delete on item to storeloop_ingestion;
grant select on item_v1 to storeloop_ingestion, storeloop_profile, storeloop_recommendation, storeloop_campaign;
