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
import org.jspecify.annotations.Nullable;

/**
 * Asks the database for all profiles that meet a condition. Conditions must be expanded: free of
 * references to segments.
 */
final class SegmentMembers {
  /** So many profiles no shop has: everybody is looked at. */
  static final int ALL = Integer.MAX_VALUE;

  private final ServiceDatabase database;
  private final Supplier<Optional<PriceTerciles>> terciles;

  /**
   * How many meet a condition, of how many, and some of those that have a user id, by id.
   *
   * @param looked profiles that were looked at; all of them if the answer is exact
   */
  record Preview(
      SizeEstimate size, SizeEstimate total, long looked, List<String> userIds, boolean exact) {}

  /** How many meet another condition, and how many of those this one, too. */
  record Overlap(SizeEstimate size, SizeEstimate common) {}

  SegmentMembers(ServiceDatabase database, Supplier<Optional<PriceTerciles>> terciles) {
    this.database = database;
    this.terciles = terciles;
  }

  /**
   * Counts and shows members among the first {@code most} profiles by id. Ids follow from a hash of
   * the shopper's first id, so these are a random sample of all; exact if there are no more.
   */
  Preview preview(Condition condition, int sampleSize, int most, Instant now) {
    SqlText sql = new SqlText("c", now);
    String where = SqlCondition.ofProfile(condition, terciles.get(), sql, now);
    String counts =
        "select count(*) filter (where %s), count(*), max(p.profile_id::text) from %s"
            .formatted(where, first(most));
    String some =
        "select p.user_id from %s where p.user_id is not null and %s order by p.user_id limit %d"
            .formatted(first(most), where, sampleSize);
    List<String> userIds =
        database
            .jdbc()
            .sql(some)
            .params(sql.values())
            .query((row, number) -> row.getString("user_id"))
            .list();
    return database
        .jdbc()
        .sql(counts)
        .params(sql.values())
        .query((row, number) -> {
          double part = part(row.getLong(2), most, row.getString(3));
          return new Preview(
              SizeEstimate.of(row.getLong(1), part),
              SizeEstimate.of(row.getLong(2), part),
              row.getLong(2),
              userIds,
              part == 1);
        })
        .single();
  }

  /**
   * How many meet each of other conditions, and how many of those meet this one, too; among the
   * same profiles.
   */
  Map<String, Overlap> overlaps(
      Condition condition, Map<String, Condition> others, int most, Instant now) {
    SqlText sql = new SqlText("c", now);
    String where = SqlCondition.ofProfile(condition, terciles.get(), sql, now);
    List<String> ids = List.copyOf(others.keySet());
    List<String> counts = new ArrayList<>(List.of("count(*)", "max(p.profile_id::text)"));
    for (Condition other : others.values()) {
      String too = SqlCondition.ofProfile(other, terciles.get(), sql, now);
      counts.add("count(*) filter (where " + too + ")");
      counts.add("count(*) filter (where " + too + " and " + where + ")");
    }
    return database
        .jdbc()
        .sql("select " + String.join(", ", counts) + " from " + first(most))
        .params(sql.values())
        .query((row, number) -> {
          double part = part(row.getLong(1), most, row.getString(2));
          Map<String, Overlap> overlaps = new LinkedHashMap<>();
          for (int i = 0; i < ids.size(); i++) {
            overlaps.put(
                ids.get(i),
                new Overlap(
                    SizeEstimate.of(row.getLong(2 * i + 3), part),
                    SizeEstimate.of(row.getLong(2 * i + 4), part)));
          }
          return overlaps;
        })
        .single();
  }

  /** The first profiles by id, as {@link SqlCondition#PROFILES}. */
  private static String first(int most) {
    return most == ALL
        ? SqlCondition.PROFILES
        : SqlCondition.PROFILES.replaceFirst(
            "profile p", "(select * from profile order by profile_id limit %d) p".formatted(most));
  }

  /** Which part of all ids lies up to the last one looked at; 1 if there are no more. */
  private static double part(long looked, int most, @Nullable String last) {
    return looked < most || last == null ? 1 : SizeEstimate.partUpTo(UUID.fromString(last));
  }

  /** At most {@code limit} members after the given profile, in the order of profile ids. */
  List<SegmentMember> pageAfter(Condition condition, UUID after, int limit, Instant now) {
    SqlText sql = new SqlText("c", now);
    String where = SqlCondition.ofProfile(condition, terciles.get(), sql, now);
    String statement =
        "select p.profile_id, p.user_id, p.anonymous_id from %s where p.profile_id > %s and %s order by p.profile_id limit %s"
            .formatted(
                SqlCondition.PROFILES, sql.bind(after, "uuid"), where, sql.bind(limit, "integer"));
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
