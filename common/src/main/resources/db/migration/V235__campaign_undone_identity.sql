-- Owner: campaign. Follows which merges the shop has undone.
set local lock_timeout = '5s';

create table campaign_undone_place (
  only_row boolean primary key default true check (only_row),
  tx       xid8 not null,
  edge_id  uuid not null
);

insert into campaign_undone_place (tx, edge_id) values ('0', '00000000-0000-0000-0000-000000000000');

grant select, update on campaign_undone_place to storeloop_campaign;
