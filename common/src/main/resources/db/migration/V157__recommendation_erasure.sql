-- Owner: recommendation. No table of this service holds a shopper; the receipt is about its memory.
create table recommendation_erasure_receipt (
  erasure_id   uuid not null,
  round        integer not null,
  counts       jsonb not null,
  forgotten_at timestamptz not null,
  vacuumed_at  timestamptz,
  primary key (erasure_id, round)
);

create view recommendation_erasure_receipt_v1 as
  select erasure_id, round, counts, forgotten_at, vacuumed_at from recommendation_erasure_receipt;

grant select, insert, update on recommendation_erasure_receipt to storeloop_recommendation;
grant select on recommendation_erasure_receipt_v1 to storeloop_ingestion;
