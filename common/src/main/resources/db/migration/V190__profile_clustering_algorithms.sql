-- Owner: profile. Clusterings by other algorithms than K-Means: outliers, a drawing, and models that tell where groups lie.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

alter table clustering_member add column outlier boolean not null default false;
create index clustering_member_outliers on clustering_member (clustering_id, profile_id) where outlier;

-- some profiles in two dimensions, without their ids
alter table clustering add column points jsonb;

-- What was trained before has groups around centroids, no fences and no further figures.
update clustering
set model = jsonb_build_object(
      'features', model -> 'features',
      'scaling', model -> 'scaling',
      'groups', jsonb_build_object(
        'centroids', model -> 'centroids',
        'anchors', '[]'::jsonb,
        'anchorGroups', '[]'::jsonb,
        'fences', (select jsonb_agg(1e300) from jsonb_array_elements(model -> 'centroids')))),
    result = result || '{"algorithm": "k-means", "outliers": 0, "reason": "", "candidates": []}'
where state = 'finished';
