package io.storeloop.ingestion.snowplow;

import io.storeloop.ingestion.translation.EpochTime;
import io.storeloop.ingestion.translation.SenderClock;
import io.storeloop.ingestion.validation.ClockCorrected;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event of the tracker protocol.
 *
 * <p>Of what trackers tell about the device (screen, time zone, address, user agent, …) nothing is
 * kept: nothing here needs it.
 *
 * <p>Source: Snowplow, "Canonical event" and "Event parameters" of the tracker protocol.
 *
 * @param fields as sent, all of them texts
 * @param entities decoded from {@code co} or {@code cx}
 */
record SnowplowEvent(Map<String, @Nullable Object> fields, Entities entities, Instant receivedAt) {
  private static final List<String> DEVICE = List.of("duid", "nuid", "tnuid");

  /** The fields that every canonical event of this one shares; takes the session out. */
  Map<String, @Nullable Object> shared() {
    Optional<SelfDescribing> session = entities.takeSession();
    Map<String, @Nullable Object> shared = new LinkedHashMap<>();
    shared.put("userId", fields.get("uid"));
    shared.put("anonymousId", firstOf(DEVICE, session, "userId"));
    shared.put("sessionId", firstOf(List.of("sid"), session, "sessionId"));
    shared.put("timestamp", timestamp());
    return shared;
  }

  private @Nullable Object firstOf(
      List<String> names, Optional<SelfDescribing> session, String fieldOfSession) {
    for (String name : names) {
      if (fields.get(name) != null) {
        return fields.get(name);
      }
    }
    return session.isPresent() ? session.get().get(fieldOfSession) : null;
  }

  /** A true time is as meant; the device's is corrected by when it says the event left. */
  private @Nullable Object timestamp() {
    if (fields.get("ttm") != null) {
      return EpochTime.MILLIS.text(fields.get("ttm"));
    }
    return SenderClock.correct(deviceTime(), sentTime(), receivedAt);
  }

  /** The rules that had to mend it. */
  List<String> repairs() {
    return fields.get("ttm") == null
            && SenderClock.isWorthCounting(deviceTime(), sentTime(), receivedAt)
        ? List.of(ClockCorrected.RULE)
        : List.of();
  }

  private @Nullable Object deviceTime() {
    return EpochTime.MILLIS.text(fields.get("dtm"));
  }

  private @Nullable Object sentTime() {
    return EpochTime.MILLIS.text(fields.get("stm"));
  }

  boolean isTimed() {
    return fields.get("ttm") != null || fields.get("dtm") != null;
  }

  /** Where it happened. */
  Map<String, @Nullable Object> place() {
    Map<String, @Nullable Object> place = new LinkedHashMap<>();
    put(place, "url", fields.get("url"));
    put(place, "title", fields.get("page"));
    put(place, "referrer", fields.get("refr"));
    return place;
  }

  /** Those of the fields that are there, under our names, given as name and field in turn. */
  Map<String, @Nullable Object> named(String... namesAndFields) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    for (int i = 0; i < namesAndFields.length; i += 2) {
      put(named, namesAndFields[i], fields.get(namesAndFields[i + 1]));
    }
    return named;
  }

  @Nullable String text(String field) {
    return fields.get(field) instanceof String text && !text.isBlank() ? text : null;
  }

  private static void put(Map<String, @Nullable Object> map, String name, @Nullable Object value) {
    if (value != null) {
      map.put(name, value);
    }
  }
}
