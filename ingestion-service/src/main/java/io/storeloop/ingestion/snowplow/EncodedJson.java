package io.storeloop.ingestion.snowplow;

import io.storeloop.ingestion.body.ReadRecord;
import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.quality.Refusal;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON inside a field: as a text, or as a text in Base64, with or without the alphabet for URLs.
 */
final class EncodedJson {
  private static final RecordReader READER = new RecordReader();

  private EncodedJson() {}

  /**
   * What the first of the two fields that is there holds.
   *
   * @return an empty object if neither is there
   */
  static ReadRecord read(Map<String, @Nullable Object> fields, String plain, String encoded) {
    if (fields.get(plain) != null) {
      return fields.get(plain) instanceof String json
          ? blaming(plain, READER.read(json))
          : refused(plain, "wrong_type", plain + " must be JSON in a text");
    }
    if (fields.get(encoded) == null) {
      return new ReadRecord.Readable(Map.of());
    }
    if (!(fields.get(encoded) instanceof String text)) {
      return refused(encoded, "wrong_type", encoded + " must be Base64 in a text");
    }
    try {
      byte[] json = Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
      return blaming(encoded, READER.read(Slice.of(json)));
    } catch (IllegalArgumentException notBase64) {
      return refused(encoded, "invalid_base64", encoded + " is not Base64");
    }
  }

  private static ReadRecord blaming(String field, ReadRecord read) {
    return read instanceof ReadRecord.Unreadable unreadable
        ? refused(field, unreadable.refusal().code(), unreadable.refusal().detail())
        : read;
  }

  private static ReadRecord refused(String field, String code, String detail) {
    return new ReadRecord.Unreadable(Refusal.ofField(field, code, detail));
  }
}
