package io.storeloop.profile.segment;

import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.schema.ServiceDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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
    Map<Performed, Long> counts = new HashMap<>();
    List<Performed> distinct = new ArrayList<>(new LinkedHashSet<>(clauses));
    for (int from = 0; from < distinct.size(); from += CLAUSES_PER_STATEMENT) {
      List<Performed> some =
          distinct.subList(from, Math.min(distinct.size(), from + CLAUSES_PER_STATEMENT));
      count(profileId, some, now, counts);
    }
    return counts;
  }

  private void count(
      UUID profileId, List<Performed> clauses, Instant now, Map<Performed, Long> counts) {
    SqlText sql = new SqlText("c", now);
    List<String> columns =
        clauses.stream().map(clause -> SqlCondition.countOf(clause, sql, now)).toList();
    String profile = sql.bind(profileId, "uuid");
    clauses.forEach(clause -> counts.put(clause, 0L));
    database
        .jdbc()
        .sql(
            "select "
                + String.join(",\n", columns)
                + " from profile p where p.profile_id = "
                + profile)
        .params(sql.values())
        .query(row -> {
          for (int i = 0; i < clauses.size(); i++) {
            counts.put(clauses.get(i), row.getLong(i + 1));
          }
        });
  }
}
