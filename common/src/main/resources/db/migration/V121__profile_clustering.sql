-- Owner: profile. Groups that an algorithm found among the profiles.

create table clustering (
  clustering_id  uuid primary key,
  state          text not null check (state in ('running', 'finished', 'failed')),
  -- what was asked for: algorithm, features, k or auto, seed
  plan           jsonb not null,
  step           text not null,
  steps_done     integer not null,
  steps          integer not null,
  -- a running training says so every few seconds; one that has fallen silent has died with its process
  heartbeat_at   timestamptz not null,
  created_at     timestamptz not null,
  finished_at    timestamptz,
  failure_code   text,
  failure_detail text,
  -- what was found, as it is answered
  result         jsonb,
  -- what is needed to place a profile: scaling and centroids
  model          jsonb,
  -- the personas' names in the order of the clusters
  labels         text[] not null default '{}',
  check ((state = 'finished') = (result is not null and model is not null and finished_at is not null)),
  check ((state = 'failed') = (failure_code is not null and failure_detail is not null))
);

-- One training at a time.
create unique index clustering_running on clustering (state) where state = 'running';
create index clustering_finished on clustering (finished_at desc, clustering_id desc) where state = 'finished';
create index clustering_by_age on clustering (created_at desc, clustering_id desc);

-- No foreign key to profile: training takes longer than profiles stay as they are. Readers join.
create table clustering_member (
  clustering_id uuid not null references clustering (clustering_id),
  profile_id    uuid not null,
  cluster       integer not null check (cluster >= 0),
  primary key (clustering_id, profile_id)
);

create index clustering_member_by_cluster on clustering_member (clustering_id, cluster, profile_id);
create index clustering_member_by_profile on clustering_member (profile_id);

-- The group of each profile in the latest finished clustering: the condition path cluster is its label.
create view profile_current_cluster as
  select m.profile_id, c.clustering_id, m.cluster, c.labels[m.cluster + 1] as label, c.finished_at
  from clustering c join clustering_member m using (clustering_id)
  where c.clustering_id = (
    select latest.clustering_id from clustering latest where latest.state = 'finished'
    order by latest.finished_at desc, latest.clustering_id desc limit 1);

grant select, insert, update, delete on clustering, clustering_member to storeloop_profile;
grant select on profile_current_cluster to storeloop_profile;
