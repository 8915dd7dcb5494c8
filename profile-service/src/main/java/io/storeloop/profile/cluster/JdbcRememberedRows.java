package io.storeloop.profile.cluster;

import io.storeloop.common.schema.ArrayColumn;
import io.storeloop.common.schema.ServiceDatabase;
import java.util.Collection;
import java.util.UUID;

/**
 * The rows of single shoppers that finished clusterings remember: anchors of dense places and dots
 * of drawings. Centroids, scales and fences are figures over many and stay.
 */
public final class JdbcRememberedRows {
  /** What has no known owner is dropped with the first who is forgotten: it may be theirs. */
  private static final String DROP =
      """
      update clustering c
      set rows_dropped = c.rows_dropped + 1,
          model = jsonb_set(
            jsonb_set(c.model, '{groups,anchors}', coalesce((
              select jsonb_agg(a.anchor order by a.n)
              from jsonb_array_elements(c.model #> '{groups,anchors}') with ordinality as a (anchor, n)
              where c.anchor_profiles[cast(a.n as integer)] <> all (cast(:ids as uuid[]))), '[]')),
            '{groups,anchorGroups}', coalesce((
              select jsonb_agg(a.grp order by a.n)
              from jsonb_array_elements(c.model #> '{groups,anchorGroups}') with ordinality as a (grp, n)
              where c.anchor_profiles[cast(a.n as integer)] <> all (cast(:ids as uuid[]))), '[]')),
          points = jsonb_set(c.points, '{points}', coalesce((
            select jsonb_agg(p.point order by p.n)
            from jsonb_array_elements(c.points -> 'points') with ordinality as p (point, n)
            where c.point_profiles[cast(p.n as integer)] <> all (cast(:ids as uuid[]))), '[]')),
          anchor_profiles = array(
            select a.id from unnest(c.anchor_profiles) with ordinality as a (id, n)
            where a.id <> all (cast(:ids as uuid[])) order by a.n),
          point_profiles = array(
            select p.id from unnest(c.point_profiles) with ordinality as p (id, n)
            where p.id <> all (cast(:ids as uuid[])) order by p.n)
      where c.state = 'finished'
        and (c.anchor_profiles is null or c.point_profiles is null
             or c.anchor_profiles && cast(:ids as uuid[]) or c.point_profiles && cast(:ids as uuid[]))
      """;

  private final ServiceDatabase database;

  public JdbcRememberedRows(ServiceDatabase database) {
    this.database = database;
  }

  /**
   * Drops the rows of these profiles from every clustering.
   *
   * @param profileIds also of devices that were merged: a row keeps the profile it was read from
   * @return clusterings that had any
   */
  public int drop(Collection<UUID> profileIds) {
    return database.jdbc().sql(DROP).param("ids", ArrayColumn.texts(profileIds)).update();
  }
}
