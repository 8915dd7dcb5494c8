-- Owner: ingestion. When an item came into the catalogue: what is new is known by it.
-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- null for items that were there before anybody noted it: they are not new
alter table item add column created_at timestamptz;
alter table item alter column created_at set default now();

create or replace view item_v1 as
  select item_id, name, category, brand, price, currency, in_stock, attributes, deleted, updated_at, tx, created_at
  from item;
