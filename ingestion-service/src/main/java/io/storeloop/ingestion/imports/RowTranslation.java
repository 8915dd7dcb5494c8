package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.catalogue.Item;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.rows.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in our words what a row says; made once for a file. */
interface RowTranslation<R extends Row> {
  /**
   * Translates a complete row.
   *
   * @param file tells the file from others, where the line tells a row from its equals
   */
  Translated translate(R row, String file);

  /** What a row says in our words. */
  sealed interface Translated permits Fields, Untranslatable {}

  /**
   * An event's canonical fields.
   *
   * @param repairs rules that the translation has applied
   */
  record Fields(Map<String, @Nullable Object> canonical, List<String> repairs, @Nullable Item item)
      implements Translated {}

  /** A row that is no event. */
  record Untranslatable(String messageId, Refusal refusal) implements Translated {}
}
