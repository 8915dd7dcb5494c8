package io.storeloop.ingestion.traffic;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What counts as a bot's or a test's doing. In patterns, {@code *} stands for any text.
 *
 * @param agents parts of user agents that are bots besides those of our list, without regard to
 *     case
 * @param testIds patterns for user ids, anonymous ids and e-mail addresses of tests
 * @param testHosts patterns for the hosts of pages under test
 * @param maxPerMinute most messages of one shopper in a minute; orders are not counted
 * @param maxWithoutReferrerPerMinute most pages of one shopper in a minute that nothing led to
 * @param ignoredSignals signals that mark nothing
 */
@Validated
@ConfigurationProperties("storeloop.ingestion.traffic")
record TrafficProperties(
    @Size(max = TrafficProperties.MAX_PATTERNS) @DefaultValue
        List<@Size(min = 3, max = 100) String> agents,
    @Size(max = TrafficProperties.MAX_PATTERNS) @DefaultValue
        List<@Size(min = 1, max = 256) String> testIds,
    @Size(max = TrafficProperties.MAX_PATTERNS)
        @DefaultValue({"localhost", "*.localhost", "*.test", "127.0.0.1", "[::1]"})
        List<@Size(min = 1, max = 256) String> testHosts,
    @Min(1) @Max(1_000_000) @DefaultValue("300") int maxPerMinute,
    @Min(1) @Max(1_000_000) @DefaultValue("60") int maxWithoutReferrerPerMinute,
    @DefaultValue Set<Signal> ignoredSignals) {
  static final int MAX_PATTERNS = 100;

  TrafficProperties {
    agents = List.copyOf(agents);
    testIds = List.copyOf(testIds);
    testHosts = List.copyOf(testHosts);
    ignoredSignals = Set.copyOf(ignoredSignals);
  }
}
