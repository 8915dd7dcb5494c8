package io.storeloop.recommendation.interaction;

import io.storeloop.common.events.ConsentPurpose;
import io.storeloop.common.events.Event;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What a shopper agreed to: per purpose the latest statement. Not thread-safe. */
final class ConsentStatements {
  private static final Comparator<Said> ORDER =
      Comparator.comparing(Said::at).thenComparing(Said::messageId);

  private final Map<ConsentPurpose, Said> latest = new EnumMap<>(ConsentPurpose.class);

  private record Said(boolean granted, Instant at, String messageId) {}

  void hear(Map<ConsentPurpose, Boolean> said, Event event) {
    said.forEach((purpose, granted) ->
        say(purpose, new Said(granted, event.occurredAt(), event.messageId())));
  }

  void addAll(ConsentStatements other) {
    other.latest.forEach(this::say);
  }

  Optional<Boolean> of(ConsentPurpose purpose) {
    return Optional.ofNullable(latest.get(purpose)).map(Said::granted);
  }

  private void say(ConsentPurpose purpose, Said said) {
    latest.merge(purpose, said, (one, other) -> ORDER.compare(one, other) >= 0 ? one : other);
  }
}
