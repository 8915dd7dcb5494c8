package io.storeloop.ingestion.body;

import io.storeloop.ingestion.quality.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What reading one record gave. */
public sealed interface ReadRecord {
  /**
   * A JSON object.
   *
   * @param fields texts, numbers (whole ones as Integer, Long or BigInteger, others as BigDecimal),
   *     booleans, lists, maps and nulls
   */
  record Readable(Map<String, @Nullable Object> fields) implements ReadRecord {}

  /** No readable JSON object. */
  record Unreadable(Refusal refusal) implements ReadRecord {}
}
