package io.storeloop.ingestion.catalogue;

import io.storeloop.ingestion.body.ReadRecord;
import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.validation.ItemFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An item as it was sent: sound, or refused with a reason. */
sealed interface JudgedItem {
  record Sound(Item item) implements JudgedItem {}

  record Refused(@Nullable String itemId, Refusal refusal) implements JudgedItem {}

  /** Reads an item that names its id itself. */
  static JudgedItem read(RecordReader reader, Slice slice) {
    return switch (reader.read(slice)) {
      case ReadRecord.Unreadable unreadable -> new Refused(null, unreadable.refusal());
      case ReadRecord.Readable readable -> judge(readable.fields());
    };
  }

  /** Reads an item whose id the path names; the body may repeat it. */
  static JudgedItem read(RecordReader reader, Slice slice, String itemId) {
    return switch (reader.read(slice)) {
      case ReadRecord.Unreadable unreadable -> new Refused(itemId, unreadable.refusal());
      case ReadRecord.Readable readable -> {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(readable.fields());
        Object inBody = fields.put("itemId", itemId);
        yield inBody == null || inBody.equals(itemId)
            ? judge(fields)
            : new Refused(
                itemId,
                Refusal.ofField(
                    "itemId", "contradicting_id", "the path and the body name different items"));
      }
    };
  }

  private static JudgedItem judge(Map<String, @Nullable Object> sent) {
    ItemFields fields = new ItemFields(sent);
    Refusal refusal = fields.refusal();
    if (refusal != null) {
      return new Refused(fields.itemId(), refusal);
    }
    return new Sound(
        new Item(
            Objects.requireNonNull(fields.itemId()),
            fields.text("name"),
            fields.text("category"),
            fields.text("brand"),
            fields.price(),
            fields.currency(),
            fields.inStock(),
            fields.attributes()));
  }
}
