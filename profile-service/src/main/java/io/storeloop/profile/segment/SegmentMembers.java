package io.storeloop.profile.segment;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.feature.PriceTerciles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Asks the database for all profiles that meet a condition. Conditions must be expanded: free of
 * references to segments.
 */
final class SegmentMembers {
  private final ServiceDatabase database;
  private final Supplier<Optional<PriceTerciles>> terciles;

  /** How many meet a condition, of how many, and some of those that have a user id, by id. */
  record Preview(long size, long total, List<String> userIds) {}

  /** How many meet another condition, and how many of those this one, too. */
  record Overlap(long size, long common) {}

  SegmentMembers(ServiceDatabase database, Supplier<Optional<PriceTerciles>> terciles) {
    this.database = database;
    this.terciles = terciles;
  }

  /** Counts and shows members; two scans of the profiles. */
  Preview preview(Condition condition, int sampleSize, Instant now) {
    SqlText sql = new SqlText("c", now);
    String where = SqlCondition.ofProfile(condition, terciles.get(), sql, now);
    Preview counted =
        database
            .jdbc()
            .sql("select count(*) filter (where " + where + "), count(*) from profile p")
            .params(sql.values())
            .query((row, number) -> new Preview(row.getLong(1), row.getLong(2), List.of()))
            .single();
    List<String> userIds =
        database
            .jdbc()
            .sql(
                "select p.user_id from profile p where p.user_id is not null and "
                    + where
                    + " order by p.user_id limit "
                    + sampleSize)
            .params(sql.values())
            .query((row, number) -> row.getString("user_id"))
            .list();
    return new Preview(counted.size(), counted.total(), userIds);
  }

  /**
   * How many meet each of other conditions, and how many of those meet this one, too; one scan of
   * the profiles.
   */
  Map<String, Overlap> overlaps(Condition condition, Map<String, Condition> others, Instant now) {
    SqlText sql = new SqlText("c", now);
    String where = SqlCondition.ofProfile(condition, terciles.get(), sql, now);
    List<String> ids = List.copyOf(others.keySet());
    List<String> counts = new ArrayList<>();
    for (Condition other : others.values()) {
      String too = SqlCondition.ofProfile(other, terciles.get(), sql, now);
      counts.add("count(*) filter (where " + too + ")");
      counts.add("count(*) filter (where " + too + " and " + where + ")");
    }
    return database
        .jdbc()
        .sql("select " + String.join(", ", counts) + " from profile p")
        .params(sql.values())
        .query((row, number) -> {
          Map<String, Overlap> overlaps = new LinkedHashMap<>();
          for (int i = 0; i < ids.size(); i++) {
            overlaps.put(ids.get(i), new Overlap(row.getLong(2 * i + 1), row.getLong(2 * i + 2)));
          }
          return overlaps;
        })
        .single();
  }

  /** At most {@code limit} members after the given profile, in the order of profile ids. */
  List<SegmentMember> pageAfter(Condition condition, UUID after, int limit, Instant now) {
    SqlText sql = new SqlText("c", now);
    String where = SqlCondition.ofProfile(condition, terciles.get(), sql, now);
    String statement =
        "select p.profile_id, p.user_id, p.anonymous_id from profile p where p.profile_id > %s and %s order by p.profile_id limit %s"
            .formatted(sql.bind(after, "uuid"), where, sql.bind(limit, "integer"));
    return database
        .jdbc()
        .sql(statement)
        .params(sql.values())
        .query((row, number) ->
            new SegmentMember(
                row.getObject("profile_id", UUID.class),
                row.getString("user_id"),
                row.getString("anonymous_id")))
        .list();
  }
}
