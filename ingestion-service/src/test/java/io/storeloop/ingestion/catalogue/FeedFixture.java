package io.storeloop.ingestion.catalogue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads whole feeds. */
final class FeedFixture {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private FeedFixture() {}

  static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  static List<JudgedItem> judged(ItemSource source) throws IOException {
    List<JudgedItem> judged = new ArrayList<>();
    for (SentItem sent = source.next(); sent != null; sent = source.next()) {
      judged.add(sent.judge(NOW));
    }
    return judged;
  }

  static Item sound(JudgedItem judged) {
    return ((JudgedItem.Sound) judged).item();
  }

  static String code(JudgedItem judged) {
    return ((JudgedItem.Refused) judged).refusal().code();
  }
}
