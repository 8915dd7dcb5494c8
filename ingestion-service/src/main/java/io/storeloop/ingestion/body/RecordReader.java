package io.storeloop.ingestion.body;

import io.storeloop.ingestion.quality.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads one record strictly: UTF-8 only, no field twice, bounded in size, depth and digits, numbers
 * exact. Thread-safe.
 */
public final class RecordReader {
  /** The longest record, in bytes as sent. */
  public static final int MAX_BYTES = 32 * 1024;

  /** The deepest nesting within a record. */
  public static final int MAX_DEPTH = 32;

  /** The longest number, in characters as sent. */
  private static final int MAX_NUMBER_LENGTH = 40;

  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> FIELDS =
      new TypeReference<>() {};

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_LENGTH)
                          .maxStringLength(MAX_BYTES)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final JsonMapper CANONICAL =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /** The record in that slice, or why it cannot be read. */
  public ReadRecord read(Slice slice) {
    if (slice.length() > MAX_BYTES) {
      return unreadable(
          "event_too_large",
          "a record may have %d bytes, this one has %d".formatted(MAX_BYTES, slice.length()));
    }
    if (slice.first() == 'n' && slice.text().equals("null")) {
      return unreadable("null_element", "a record must be a JSON object, not null");
    }
    if (slice.first() != '{') {
      return unreadable("not_an_object", "a record must be a JSON object");
    }
    try {
      return new ReadRecord.Readable(JSON.readValue(utf8(slice), FIELDS));
    } catch (CharacterCodingException notUtf8) {
      return unreadable("invalid_utf8", "the record is not UTF-8");
    } catch (StreamConstraintsException bound) {
      return unreadable(
          "too_complex",
          "the record is nested deeper than %d levels or holds a number of more than %d characters"
              .formatted(MAX_DEPTH, MAX_NUMBER_LENGTH));
    } catch (JacksonException malformed) {
      return unreadable(
          "malformed_json", "not well-formed JSON: " + malformed.getOriginalMessage());
    }
  }

  /** The fields of a text that is known to be a JSON object. */
  public ReadRecord read(String text) {
    return read(Slice.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The same fields in JSON, keys sorted, so that equal records give equal texts. */
  public static String canonical(Map<String, @Nullable Object> fields) {
    return CANONICAL.writeValueAsString(fields);
  }

  private static String utf8(Slice slice) throws CharacterCodingException {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(slice.bytes(), slice.from(), slice.length()))
        .toString();
  }

  private static ReadRecord unreadable(String code, String detail) {
    return new ReadRecord.Unreadable(Refusal.ofRecord(code, detail));
  }
}
