package io.storeloop.profile.segment;

import io.storeloop.common.schema.ServiceDatabase;
import java.util.List;

/** How many were in each segment when a day began, or first on that day. Thread-safe. */
final class JdbcSegmentSizes {
  private static final String WRITE =
      """
      insert into segment_size (segment_id, day, size)
      select s.id, cast(:day as date), count(m.profile_id)
      from segment s left join segment_member m on m.segment_id = s.id
      group by s.id
      on conflict do nothing
      """;

  private static final String OF_SEGMENT =
      "select day::text, size from segment_size where segment_id = :segment order by day desc limit :limit";

  private final ServiceDatabase database;

  /** How many were in a segment when a day began. */
  record Size(String day, long size) {}

  JdbcSegmentSizes(ServiceDatabase database) {
    this.database = database;
  }

  /** Writes down how many are in each segment that has no size on that day yet. */
  void write(String day) {
    database.jdbc().sql(WRITE).param("day", day).update();
  }

  /** The sizes of a segment, the latest day first. */
  List<Size> of(String segmentId, int limit) {
    return database
        .jdbc()
        .sql(OF_SEGMENT)
        .param("segment", segmentId)
        .param("limit", limit)
        .query((row, number) -> new Size(row.getString(1), row.getLong(2)))
        .list();
  }

  /** Forgets the days before a day. */
  void forget(String before) {
    database
        .jdbc()
        .sql("delete from segment_size where day < cast(:before as date)")
        .param("before", before)
        .update();
  }

  /** Nothing is kept of segments that are gone. */
  void forgetGone() {
    database
        .jdbc()
        .sql("delete from segment_size where segment_id not in (select id from segment)")
        .update();
  }
}
