package io.storeloop.profile.segment;

import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.schema.ArrayColumn;
import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts, for one profile, the events that {@code performed} clauses ask for; many clauses in one
 * statement.
 */
final class EventCounts {
  private static final int CLAUSES_PER_STATEMENT = 100;

  private final ServiceDatabase database;

  EventCounts(ServiceDatabase database) {
    this.database = database;
  }

  /** The count of each clause before {@code now}; all are 0 for a profile that is gone. */
  Map<Performed, Long> of(UUID profileId, Collection<Performed> clauses, Instant now) {
    Map<Performed, Long> counts =
        new HashMap<>(of(List.of(profileId), clauses, now).getOrDefault(profileId, Map.of()));
    clauses.forEach(clause -> counts.putIfAbsent(clause, 0L));
    return counts;
  }

  /** The count of each clause before {@code now}, for each profile that is there. */
  Map<UUID, Map<Performed, Long>> of(
      Collection<UUID> profileIds, Collection<Performed> clauses, Instant now) {
    return read(profileIds, clauses, now, SqlCondition::countOf, ResultSet::getLong);
  }

  /**
   * The earliest event that each clause counts, by the moment that decides when it leaves the
   * window; absent where it counts none.
   */
  Map<UUID, Map<Performed, Instant>> earliest(
      Collection<UUID> profileIds, Collection<Performed> clauses, Instant now) {
    return read(profileIds, clauses, now, SqlCondition::earliestOf, EventCounts::instant);
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** An expression over the events of the profile in the row {@code p}. */
  @FunctionalInterface
  private interface Expression {
    String of(Performed clause, SqlText sql, Instant now);
  }

  /** Reads a column of a row, null for an absent value. */
  @FunctionalInterface
  private interface Cell<T> {
    @Nullable T read(ResultSet row, int column) throws SQLException;
  }

  private <T> Map<UUID, Map<Performed, T>> read(
      Collection<UUID> profileIds,
      Collection<Performed> clauses,
      Instant now,
      Expression expression,
      Cell<T> cell) {
    Map<UUID, Map<Performed, T>> values = new HashMap<>();
    List<Performed> distinct = new ArrayList<>(new LinkedHashSet<>(clauses));
    for (int from = 0; from < distinct.size(); from += CLAUSES_PER_STATEMENT) {
      List<Performed> some =
          distinct.subList(from, Math.min(distinct.size(), from + CLAUSES_PER_STATEMENT));
      SqlText sql = new SqlText("c", now);
      String columns =
          some.stream()
              .map(clause -> expression.of(clause, sql, now))
              .collect(Collectors.joining(",\n"));
      String ids = ArrayColumn.ids(sql.bind(ArrayColumn.texts(profileIds), "text[]"));
      database
          .jdbc()
          .sql("select p.profile_id, " + columns + " from profile p where p.profile_id in " + ids)
          .params(sql.values())
          .query((ResultSet row) -> {
            Map<Performed, T> own =
                values.computeIfAbsent(row.getObject(1, UUID.class), id -> new HashMap<>());
            for (int i = 0; i < some.size(); i++) {
              T value = cell.read(row, i + 2);
              if (value != null) {
                own.put(some.get(i), value);
              }
            }
          });
    }
    return values;
  }
}
