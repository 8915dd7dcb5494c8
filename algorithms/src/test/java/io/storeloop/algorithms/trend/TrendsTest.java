package io.storeloop.algorithms.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendsTest {
  private static final int SHOES = 0;
  private static final int SCARF = 1;
  private static final int HAT = 2;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long START = 20_000 * DAY;

  private record Seen(int item, long time) {}

  @Test
  void aTrendIsComparedWithTheUsualShareOfTheShop() {
    var options = new TrendOptions(Duration.ofDays(1), Duration.ofDays(2), 2, 1, 1);
    var trends = new Trends(options);
    addTimes(trends, SHOES, 16, START);
    addTimes(trends, SCARF, 4, START + 2 * DAY);

    TrendingItem scarf = trends.compare(SCARF, START + 2 * DAY);

    // recent: shoes 16/4 = 4, scarf 4; usual: shoes 16/2 = 8, scarf 4; past: shoes 4, scarf 0
    // expected (0 + 1) · 8/4 = 2, deviation √(½ · 2 · (1 + 2)) = √3, z = 2/√3
    assertThat(scarf.recent()).isCloseTo(4, within(1e-9));
    assertThat(scarf.expected()).isCloseTo(2, within(1e-9));
    assertThat(scarf.z()).isCloseTo(2 / Math.sqrt(3), within(1e-9));
    assertThat(scarf.rise()).isCloseTo(2, within(1e-9));
    assertThat(trends.recentPopularity(SHOES, START + 2 * DAY)).isCloseTo(4, within(1e-9));
    assertThat(trends.usualPopularity(SHOES, START + 2 * DAY)).isCloseTo(8, within(1e-9));
    assertThat(trends.popular(5, START + 2 * DAY)).containsExactly(SHOES, SCARF);
  }

  @Test
  void whatRisesIsFoundAndWhatIsMerelyPopularIsNot() {
    var trends = new Trends(TrendOptions.standard());
    var random = new Random(4);
    for (int day = 0; day < 60; day++) {
      for (int i = 0; i < 300; i++) {
        trends.add(SHOES, 1, START + day * DAY + random.nextLong(DAY));
        trends.add(10 + random.nextInt(100), 1, START + day * DAY + random.nextLong(DAY));
      }
    }
    addTimes(trends, HAT, 30, START + 60 * DAY - DAY / 4);

    List<TrendingItem> trending = trends.trending(5, START + 60 * DAY);

    assertThat(trending).extracting(TrendingItem::item).containsExactly(HAT);
    assertThat(trends.popular(1, START + 60 * DAY)).containsExactly(SHOES);
  }

  @Test
  void aShopWideRushIsNoTrend() {
    var trends = new Trends(TrendOptions.standard());
    var random = new Random(6);
    for (int day = 0; day < 60; day++) {
      int visitors = day >= 57 ? 4_000 : 400;
      for (int i = 0; i < visitors; i++) {
        trends.add(random.nextInt(50), 1, START + day * DAY + random.nextLong(DAY));
      }
    }

    assertThat(trends.trending(50, START + 60 * DAY)).isEmpty();
  }

  @Test
  void falseAlarmsAreRareAtASteadyRate() {
    int alarms = 0;
    for (int seed = 0; seed < 10; seed++) {
      var random = new Random(seed);
      var trends = new Trends(TrendOptions.standard());
      for (int i = 0; i < 60_000; i++) {
        int item = (int) (1_000 * Math.pow(random.nextDouble(), 2));
        trends.add(item, 1, START + (long) (60 * DAY * random.nextDouble()));
      }
      alarms += trends.trending(1_000, START + 60 * DAY).size();
    }

    // of 10,000 items
    assertThat(alarms).isLessThanOrEqualTo(10);
  }

  @Test
  void aYoungLogHasNoTrends() {
    var trends = new Trends(TrendOptions.standard());
    addTimes(trends, SHOES, 50, START);

    assertThat(trends.trending(5, START)).isEmpty();
    assertThat(new Trends(TrendOptions.standard()).trending(5, START)).isEmpty();
  }

  @Test
  void agreesWithAddingUpEveryEvent() {
    List<Seen> events = seededEvents();
    var trends = new Trends(TrendOptions.standard());
    events.forEach(event -> trends.add(event.item(), 1, event.time()));
    long now = START + 300 * DAY;

    for (int item = 0; item < 40; item++) {
      assertThat(trends.recentPopularity(item, now))
          .isCloseTo(sum(events, item, 1, now), within(1e-9));
      assertThat(trends.usualPopularity(item, now))
          .isCloseTo(sum(events, item, 14, now), within(1e-9));
    }
  }

  @Test
  void theOrderOfEventsHardlyMatters() {
    List<Seen> events = seededEvents();
    var inOrder = new Trends(TrendOptions.standard());
    var shuffled = new Trends(TrendOptions.standard());
    events.forEach(event -> inOrder.add(event.item(), 1, event.time()));
    Collections.shuffle(events, new Random(1));
    events.forEach(event -> shuffled.add(event.item(), 1, event.time()));
    long now = START + 300 * DAY;

    for (int item = 0; item < 40; item++) {
      assertThat(shuffled.compare(item, now).z())
          .isCloseTo(inOrder.compare(item, now).z(), within(1e-9));
    }
    assertThat(shuffled.popular(10, now)).containsExactly(inOrder.popular(10, now));
  }

  @ParameterizedTest
  @CsvSource({
    "recent, 0, 10, 4, 3, 1",
    "usual, 10, 19, 4, 3, 1",
    "usual, 10, 40000, 4, 3, 1",
    "minZ, 1, 10, -1, 3, 1",
    "minRecent, 1, 10, 4, 0, 1",
    "shrink, 1, 10, 4, 3, NaN",
  })
  void refusesNonsenseAndNamesTheOption(
      String option, long recent, long usual, double z, double minRecent, double shrink) {
    assertThatThrownBy(() ->
            new TrendOptions(Duration.ofDays(recent), Duration.ofDays(usual), z, minRecent, shrink))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(option + " must be");
  }

  @Test
  void refusesUnknownItemsAndNegativeAmounts() {
    var trends = new Trends(TrendOptions.standard());

    assertThatThrownBy(() -> trends.add(-1, 1, START)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> trends.add(SHOES, -1, START))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> trends.add(SHOES, Double.NaN, START))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void addTimes(Trends trends, int item, int times, long time) {
    for (int i = 0; i < times; i++) {
      trends.add(item, 1, time);
    }
  }

  private static double sum(List<Seen> events, int item, double halfLifeDays, long now) {
    return events.stream()
        .filter(event -> event.item() == item)
        .mapToDouble(event -> Math.pow(0.5, (now - event.time()) / (halfLifeDays * DAY)))
        .sum();
  }

  /** Over three hundred days: several periods between two landmarks of the short half-life. */
  private static List<Seen> seededEvents() {
    var random = new Random(12);
    List<Seen> events = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      long time = START + (long) (300 * DAY * Math.sqrt(random.nextDouble()));
      events.add(new Seen(random.nextInt(40), time));
    }
    return events;
  }
}
