-- Owner: profile. Forgetting shoppers, what they consented to, and what is published of them.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

-- The latest statement per purpose, as trait_statements are kept.
alter table profile add column consent_statements jsonb not null default '{}';

-- Grows when a shopper is forgotten: a batch of events that was read before that is read again.
alter table profile_cursor add column forgotten bigint not null default 0;

create table profile_erasure_receipt (
  erasure_id   uuid not null,
  round        integer not null,
  counts       jsonb not null,
  forgotten_at timestamptz not null,
  vacuumed_at  timestamptz,
  primary key (erasure_id, round)
);

create view profile_erasure_receipt_v1 as
  select erasure_id, round, counts, forgotten_at, vacuumed_at from profile_erasure_receipt;

create view profile_v1 as
  select profile_id, user_id, anonymous_id, first_seen_at, last_seen_at, last_purchase_at, traits, trait_statements,
         consent_statements, features, updated_at
  from profile;

create view profile_cluster_v1 as
  select m.profile_id, m.clustering_id, m.cluster, c.labels[m.cluster + 1] as label, c.finished_at
  from clustering_member m join clustering c using (clustering_id);

-- How much of the log the published profiles know.
create view profile_cursor_v1 as
  select tx, id from profile_cursor where consumer = 'profiles';

grant select, insert, update on profile_erasure_receipt to storeloop_profile;
grant select on profile_erasure_receipt_v1, profile_v1, profile_cluster_v1, profile_cursor_v1 to storeloop_ingestion;
grant maintain on profile, profile_identity, profile_skipped_event, clustering_member to storeloop_profile;

do $$ begin
  perform keep_out_of_statistics('profile',
    array['user_id', 'anonymous_id', 'traits', 'trait_statements', 'consent_statements', 'features', 'behaviour']);
  perform keep_out_of_statistics('profile_identity', array['value']);
  perform keep_out_of_statistics('profile_skipped_event', array['message_id', 'reason']);
end $$;
