package io.storeloop.recommendation.popularity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PopularityTest {
  private static final long DAY = Duration.ofDays(1).toMillis();

  @Test
  void freshInterestBeatsOlderInterestOfTheSameSize() {
    var builder = new Popularity.Builder(3, 10 * DAY, DAY);
    builder.add(0, 1, 8 * DAY);
    builder.add(1, 1, 10 * DAY);

    Popularity popularity = builder.build(item -> item);

    assertThat(popularity.size()).isEqualTo(2);
    assertThat(popularity.item(0)).isEqualTo(1);
    // two half-lives older: a quarter
    assertThat(popularity.score(1)).isEqualTo(0.25, within(1e-12));
  }

  @Test
  void equalInterestIsOrderedByTheTieOrder() {
    var builder = new Popularity.Builder(2, 0, DAY);
    builder.add(0, 1, 0);
    builder.add(1, 1, 0);

    Popularity popularity = builder.build(item -> 1 - item);

    assertThat(popularity.item(0)).isEqualTo(1);
  }

  @Test
  void aHalfLifeOfSecondsIsRefused() {
    assertThatThrownBy(() -> new PopularityProperties(Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT1M")
        .hasMessageContaining("PT1S");
  }
}
