package io.storeloop.common.edge;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call. Several keys of a kind may be valid at once, so that one can be replaced without a
 * gap.
 *
 * @param write public keys ({@code wk_…}): may append events, nothing else
 * @param secret server keys ({@code sk_…}): may do everything
 * @throws IllegalArgumentException if a kind has no key, or a key is shorter than 24 characters
 */
@ConfigurationProperties("storeloop.keys")
public record ApiKeyProperties(
    @DefaultValue({}) List<String> write, @DefaultValue({}) List<String> secret) {
  private static final int SHORTEST = 24;

  public ApiKeyProperties {
    check("write", write);
    check("secret", secret);
  }

  private static void check(String kind, List<String> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "storeloop.keys.%s is empty: give at least one key (STORELOOP_KEYS_%s)"
              .formatted(kind, kind.toUpperCase(java.util.Locale.ROOT)));
    }
    if (keys.stream().anyMatch(key -> key.length() < SHORTEST)) {
      throw new IllegalArgumentException(
          "storeloop.keys.%s holds a key shorter than %d characters".formatted(kind, SHORTEST));
    }
  }
}
