package io.storeloop.common.ids;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Events as far as the identity rule looks at them. */
public final class ClaimFixture {
  private static final Instant MONDAY = Instant.parse("2026-05-04T10:00:00Z");

  private ClaimFixture() {}

  /** As anybody could have sent it. */
  public static Event unsigned(@Nullable String userId, @Nullable String anonymousId) {
    return event("m", userId, anonymousId, "events", Map.of());
  }

  /** As the shop's server has signed it. */
  public static Event signed(String userId, String anonymousId) {
    return event("m", userId, anonymousId, "events", signature(userId));
  }

  public static Event imported(String userId, String anonymousId) {
    return event("m", userId, anonymousId, "import:jsonl", Map.of());
  }

  /** A log of few users on few devices, some of them signed for, some imported, some forged. */
  public static List<Event> log(Random random, int events) {
    List<Event> log = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      String user = random.nextInt(4) == 0 ? null : "user-" + random.nextInt(6);
      String device = user != null && random.nextInt(4) == 0 ? null : "device-" + random.nextInt(8);
      Map<String, @Nullable Object> said =
          switch (user == null ? 0 : random.nextInt(6)) {
            case 1 -> signature(user);
            case 2 -> Map.of("context", signature(user));
            case 3 -> signature("user-" + random.nextInt(6));
            default -> Map.of();
          };
      String source = random.nextInt(10) == 0 ? "import:jsonl" : "events";
      log.add(event("m-" + i, user, device, source, said));
    }
    return log;
  }

  private static Map<String, @Nullable Object> signature(String userId) {
    return Map.of(IdentitySignatures.PROPERTY, SignatureFixture.signatureOf(userId));
  }

  private static Event event(
      String messageId,
      @Nullable String userId,
      @Nullable String anonymousId,
      String source,
      Map<String, @Nullable Object> properties) {
    return new Event(
        messageId,
        EventType.IDENTIFY,
        userId,
        anonymousId,
        null,
        MONDAY,
        MONDAY,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        source,
        properties);
  }
}
