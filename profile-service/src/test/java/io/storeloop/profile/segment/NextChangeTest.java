package io.storeloop.profile.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.ConditionParser;
import io.storeloop.common.conditions.ProfileVocabulary;
import io.storeloop.profile.feature.Moments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class NextChangeTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static final Instant SEEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant BOUGHT = Instant.parse("2026-03-01T06:00:00Z");
  private static final Moments MOMENTS = new Moments(SEEN, BOUGHT, BOUGHT);
  private static final Function<Performed, Optional<Instant>> NO_EVENTS =
      clause -> Optional.empty();

  @Test
  void daysSinceTheLastPurchaseGrowByOne() {
    // nine days and six hours ago: ten days at six o'clock tomorrow
    assertThat(after("{\"features.recencyDays\": {\"$gte\": 30}}"))
        .contains(Instant.parse("2026-03-11T06:00:00Z"));
  }

  @Test
  void whatOnlyEventsChangeHasNoSuchMoment() {
    assertThat(after("{\"features.orders\": {\"$gte\": 3}, \"traits.country\": \"DE\"}")).isEmpty();
    assertThat(after("{\"performed\": {\"type\": \"purchase\"}}")).isEmpty();
  }

  @Test
  void theSoonestCounts() {
    // the first visit was at midnight, so tenure grows then
    assertThat(
            after(
                "{\"$or\": [{\"features.recencyDays\": 3}, {\"$not\": {\"features.tenureDays\": 5}}]}"))
        .contains(Instant.parse("2026-03-11T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"features.views7d\": {\"$gte\": 3}}",
        "{\"features.abandonedCarts\": {\"$gte\": 1}}",
        "{\"tags\": \"cart abandoner\"}"
      })
  void calendarDaysPassAtMidnight(String condition) {
    assertThat(after(condition)).contains(Instant.parse("2026-03-11T00:00:00Z"));
  }

  @Test
  void withoutAPurchaseThereAreNoDaysSince() {
    NextChange next = next("{\"features.recencyDays\": {\"$exists\": false}}");

    assertThat(next.after(NOW, new Moments(SEEN, SEEN, null), NO_EVENTS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "P30D,  2026-02-20T10:00:00Z, 2026-03-22T10:00:00.000001Z",
    "PT12H, 2026-03-10T01:00:00Z, 2026-03-10T13:00:00.000001Z",
    "P1M,   2026-02-28T00:00:00Z, 2026-03-28T00:00:00.000001Z"
  })
  void anEventLeavesItsWindow(String within, Instant event, Instant moment) {
    NextChange next = next("{\"performed\": {\"type\": \"view\", \"within\": \"" + within + "\"}}");

    assertThat(next.after(NOW, MOMENTS, clause -> Optional.of(event))).contains(moment);
  }

  @Test
  void theLastDaysOfAMonthLeaveTogether() {
    // no moment of February lies a month behind the 31st of January
    Instant event = Instant.parse("2026-01-31T00:00:00Z");
    NextChange next = next("{\"performed\": {\"type\": \"view\", \"within\": \"P1M\"}}");

    Instant moment =
        next.after(Instant.parse("2026-02-10T00:00:00Z"), MOMENTS, clause -> Optional.of(event))
            .orElseThrow();

    Performed clause = next.windows().iterator().next();
    assertThat(clause.within().start(moment)).isAfter(event);
    assertThat(clause.within().start(moment.minus(Duration.ofMillis(1)))).isBeforeOrEqualTo(event);
  }

  private static Optional<Instant> after(String condition) {
    return next(condition).after(NOW, MOMENTS, NO_EVENTS);
  }

  private static NextChange next(String json) {
    Condition condition =
        ConditionParser.parse(JsonMapper.shared().readTree(json), ProfileVocabulary.PROFILE);
    return NextChange.of(List.of(condition));
  }
}
