package io.storeloop.ingestion.catalogue;

import io.storeloop.ingestion.body.ReadRecord;
import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.validation.ItemFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An item as it was sent: sound, or refused with a reason. */
public sealed interface JudgedItem {
  /**
   * An item that can be stored.
   *
   * @param repairs rules that had to mend it, each once
   */
  record Sound(Item item, List<String> repairs) implements JudgedItem {}

  /** An item that must not be stored. */
  record Refused(@Nullable String itemId, Refusal refusal) implements JudgedItem {}

  /** Reads an item that names its id itself. */
  static JudgedItem read(RecordReader reader, Slice slice) {
    return switch (reader.read(slice)) {
      case ReadRecord.Unreadable unreadable -> new Refused(null, unreadable.refusal());
      case ReadRecord.Readable readable -> ofFields(readable.fields(), List.of());
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
            ? ofFields(fields, List.of())
            : new Refused(
                itemId,
                Refusal.ofField(
                    "itemId", "contradicting_id", "the path and the body name different items"));
      }
    };
  }

  /** Judges our own fields, to which a translation may have applied repairs. */
  static JudgedItem ofFields(Map<String, @Nullable Object> sent, List<String> earlierRepairs) {
    ItemFields fields = new ItemFields(sent);
    Refusal refusal = fields.refusal();
    if (refusal != null) {
      return new Refused(fields.itemId(), refusal);
    }
    List<String> repairs = new ArrayList<>(earlierRepairs);
    repairs.addAll(fields.repairs());
    return new Sound(
        new Item(
            Objects.requireNonNull(fields.itemId()),
            fields.text("name"),
            fields.text("category"),
            fields.text("brand"),
            fields.price(),
            fields.currency(),
            fields.inStock(),
            fields.attributes()),
        List.copyOf(repairs));
  }
}
