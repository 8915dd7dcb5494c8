package io.storeloop.common.events;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a shopper may agree to, one by one.
 *
 * <p>Consent travels with events: as {@code properties.consent} ({@code {"marketing": false}}), as
 * Segment's {@code context.consent.categoryPreferences}, or as GA4's {@code consent}. Sources:
 * Segment, Spec: Consent Management; Google, Measurement Protocol: consent.
 */
public enum ConsentPurpose {
  /** Counting behaviour: profiles' features and models. */
  ANALYTICS(Set.of("analytics", "analyticsstorage", "performance", "statistics", "measurement")),
  /** Lists made for this shopper. */
  PERSONALISATION(
      Set.of(
          "personalisation",
          "personalization",
          "personalizationstorage",
          "adpersonalization",
          "preferences")),
  /** Offers. */
  MARKETING(Set.of("marketing", "advertising", "adstorage", "aduserdata", "targeting"));

  private static final String STATEMENT = "consent";

  private final Set<String> names;

  ConsentPurpose(Set<String> names) {
    this.names = names;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What an event says about consent; empty for most. */
  public static Map<ConsentPurpose, Boolean> saidBy(Event event) {
    Map<String, @Nullable Object> properties = event.properties();
    if (properties.isEmpty()) {
      return Map.of();
    }
    Map<ConsentPurpose, Boolean> said = new EnumMap<>(ConsentPurpose.class);
    if (properties.get("context") instanceof Map<?, ?> context) {
      read(context.get("consent"), said);
    }
    read(properties.get(STATEMENT), said);
    return said;
  }

  /** Whether a property states a consent, and so is no trait though it comes with some. */
  public static boolean isStatement(String property, @Nullable Object value) {
    return property.equals(STATEMENT) && value instanceof Map;
  }

  private static void read(@Nullable Object consent, Map<ConsentPurpose, Boolean> said) {
    if (consent instanceof Map<?, ?> statements) {
      read(statements.get("categoryPreferences"), said);
      statements.forEach((name, value) ->
          ofName(String.valueOf(name))
              .ifPresent(purpose -> granted(value).ifPresent(yes -> said.put(purpose, yes))));
    }
  }

  private static Optional<ConsentPurpose> ofName(String name) {
    String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return Arrays.stream(values()).filter(purpose -> purpose.names.contains(letters)).findFirst();
  }

  private static Optional<Boolean> granted(@Nullable Object value) {
    if (value instanceof Boolean yes) {
      return Optional.of(yes);
    }
    return switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
      case "granted", "true", "yes" -> Optional.of(true);
      case "denied", "false", "no" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
