package io.storeloop.ingestion.validation;

import io.storeloop.common.ids.Uuids;
import io.storeloop.ingestion.body.RecordReader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code missing_message_id}: the id is made from what was sent, so that sending it again counts
 * once. What was sent without a time as well cannot be told from another action like it, so the
 * occasion and the place are part of that id and every such record counts.
 */
final class MissingMessageId implements Repair {
  @Override
  public void apply(Draft draft) {
    if (draft.has(Field.MESSAGE_ID)) {
      return;
    }
    Map<String, @Nullable Object> sent = new LinkedHashMap<>(draft.sent());
    sent.remove(Field.SENT_AT.wireName()); // the same event sent again is sent later
    String content = RecordReader.canonical(sent);
    if (draft.sent().get("timestamp") == null) {
      content += draft.arrival().occasion() + "#" + draft.arrival().index();
    }
    draft.repair("missing_message_id", Field.MESSAGE_ID, "content:" + Uuids.ofText(content));
  }
}
