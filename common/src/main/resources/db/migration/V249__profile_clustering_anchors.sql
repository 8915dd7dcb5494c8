-- Owner: profile. Clusterings by density remembered rows of single profiles, which an erasure could not find again. Now they remember
-- means of several; what remembers single ones goes, and is to be trained again.

-- Whoever reads or writes meanwhile waits behind a waiting migration: give up instead, and start again.
set local lock_timeout = '5s';

delete from clustering_member m using clustering c
where c.clustering_id = m.clustering_id and jsonb_array_length(c.model -> 'groups' -> 'anchors') > 0;

delete from clustering c where jsonb_array_length(c.model -> 'groups' -> 'anchors') > 0;
