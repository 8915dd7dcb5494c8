package io.storeloop.profile.feature;

import io.storeloop.common.events.Event;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What kind of device an event came from, if it says so: by {@code properties.device}, by {@code
 * context.device.type}, by {@code context.userAgentData.mobile}, or by {@code context.userAgent}.
 *
 * <p>Source for user agents: MDN, Browser detection using the user agent string: a phone says
 * {@code Mobi}; a tablet says {@code iPad}, {@code Tablet}, or {@code Android} without it.
 */
enum DeviceKind {
  DESKTOP,
  MOBILE,
  TABLET;

  private static final Set<String> PHONE_SYSTEMS = Set.of("ios", "android", "mobile", "phone");

  /** The name in features. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<DeviceKind> of(Event event) {
    if (event.properties().isEmpty()) {
      return Optional.empty();
    }
    String said = event.textProperty("device");
    if (said != null) {
      return named(said);
    }
    return event.properties().get("context") instanceof Map<?, ?> context
        ? ofContext(context)
        : Optional.empty();
  }

  private static Optional<DeviceKind> ofContext(Map<?, ?> context) {
    if (context.get("device") instanceof Map<?, ?> device
        && device.get("type") instanceof String type) {
      return named(type);
    }
    Optional<DeviceKind> byAgent = ofUserAgent(context.get("userAgent"));
    if (byAgent.isEmpty()
        && context.get("userAgentData") instanceof Map<?, ?> data
        && data.get("mobile") instanceof Boolean mobile) {
      return Optional.of(mobile ? MOBILE : DESKTOP);
    }
    return byAgent;
  }

  private static Optional<DeviceKind> named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (PHONE_SYSTEMS.contains(lower)) {
      return Optional.of(MOBILE);
    }
    return switch (lower) {
      case "tablet" -> Optional.of(TABLET);
      case "desktop", "computer" -> Optional.of(DESKTOP);
      default -> Optional.empty();
    };
  }

  private static Optional<DeviceKind> ofUserAgent(@Nullable Object agent) {
    if (!(agent instanceof String text) || text.isBlank()) {
      return Optional.empty();
    }
    boolean tablet =
        text.contains("iPad")
            || text.contains("Tablet")
            || (text.contains("Android") && !text.contains("Mobi"));
    if (tablet) {
      return Optional.of(TABLET);
    }
    return Optional.of(text.contains("Mobi") ? MOBILE : DESKTOP);
  }
}
