package io.storeloop.reliability;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How long and how hard.
 *
 * @param kills how often somebody is killed
 * @param events how many are sent
 * @param seed decides when the blows fall and what is replayed
 * @param limit the run ends then, whatever is left to do
 */
record OracleSettings(int kills, int events, long seed, Duration limit, Sabotage sabotage) {
  private static final int MOST_EVENTS = 100_000_000;
  private static final int MOST_KILLS = 10_000;
  private static final Set<String> NAMES =
      Set.of("--kills", "--events", "--seed", "--seconds", "--sabotage");

  OracleSettings {
    if (kills < 0 || kills > MOST_KILLS || events < 1 || events > MOST_EVENTS) {
      throw new IllegalArgumentException(
          "kills must be 0 to %d and events 1 to %d, not %d and %d"
              .formatted(MOST_KILLS, MOST_EVENTS, kills, events));
    }
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("seconds must be above 0");
    }
  }

  /**
   * {@code --kills N --events N --seed S --seconds MAX --sabotage NAME}, each with a default.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  static OracleSettings parse(List<String> arguments) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      if (!NAMES.contains(arguments.get(i)) || i + 1 == arguments.size()) {
        throw new IllegalArgumentException(
            "usage: --kills N --events N --seed S --seconds MAX --sabotage NAME");
      }
      given.put(arguments.get(i), arguments.get(i + 1));
    }
    return new OracleSettings(
        Integer.parseInt(given.getOrDefault("--kills", "6")),
        Integer.parseInt(given.getOrDefault("--events", "50000")),
        Long.parseLong(given.getOrDefault("--seed", "1")),
        Duration.ofSeconds(Long.parseLong(given.getOrDefault("--seconds", "600"))),
        Sabotage.ofWireName(given.getOrDefault("--sabotage", "none")));
  }
}
