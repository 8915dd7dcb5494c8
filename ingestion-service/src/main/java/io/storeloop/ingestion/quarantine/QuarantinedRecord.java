package io.storeloop.ingestion.quarantine;

import io.storeloop.common.ids.Uuids;
import io.storeloop.ingestion.quality.Refusal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rejected record, as it was sent.
 *
 * @param id made from source, message id, code and payload: the same bad record is kept once
 * @param payload at most {@value #MAX_PAYLOAD} characters
 * @param truncated whether the payload was longer than that
 * @param replayedAt when it was mended and stored as an event; null while it waits
 */
public record QuarantinedRecord(
    UUID id,
    Instant receivedAt,
    String source,
    @Nullable String messageId,
    String code,
    String detail,
    String payload,
    boolean truncated,
    @Nullable Instant replayedAt) {
  private static final int MAX_PAYLOAD = 32 * 1024;
  private static final int MAX_ID = 256;
  private static final int MAX_DETAIL = 1000;

  /** A record that has just been refused. */
  public static QuarantinedRecord of(
      String source,
      Instant receivedAt,
      @Nullable String messageId,
      Refusal refusal,
      String payload) {
    String storable = storable(payload);
    String id = messageId == null ? null : cut(storable(messageId), MAX_ID);
    return new QuarantinedRecord(
        Uuids.ofText(String.join("\n", source, String.valueOf(id), refusal.code(), storable)),
        receivedAt,
        source,
        id,
        refusal.code(),
        cut(storable(refusal.detail()), MAX_DETAIL),
        cut(storable, MAX_PAYLOAD),
        storable.length() > MAX_PAYLOAD,
        null);
  }

  /** PostgreSQL's text has no U+0000 and UTF-8 no lone surrogate: both are written as escapes. */
  private static String storable(String text) {
    if (text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder storable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> {
          if (point == 0
              || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
            storable.append("\\u%04x".formatted(point));
          } else {
            storable.appendCodePoint(point);
          }
        });
    return storable.toString();
  }

  private static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end);
  }
}
