-- Owner: recommendation. Several processes answer, one of them trains: whose name stands here, until then, by the database's clock.
create table training_lease (
  -- one row at most
  singleton  boolean primary key default true check (singleton),
  holder     uuid not null,
  held_until timestamptz not null
);

grant select, insert, update, delete on training_lease to storeloop_recommendation;
