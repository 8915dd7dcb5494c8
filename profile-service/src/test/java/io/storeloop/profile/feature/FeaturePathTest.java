package io.storeloop.profile.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FeaturePathTest {
  private static final Map<String, Object> FEATURES =
      Map.of(
          "orders",
          2,
          "hourShare",
          Map.of("10", 0.75, "21", 0.25),
          "affinity",
          Map.of("category", Map.of("footwear.shoes", 0.7)));

  @Test
  void theLastPartMayContainDots() {
    assertThat(in("orders")).contains(2);
    assertThat(in("hourShare.21")).contains(0.25);
    assertThat(in("affinity.category.footwear.shoes")).contains(0.7);
  }

  @Test
  void anHourAmongOthersThatIsLeftOutIsNone() {
    assertThat(in("hourShare.7")).contains(0);
  }

  @Test
  void whatIsNotKnownIsAbsent() {
    assertThat(in("weekdayShare.1")).isEmpty();
    assertThat(in("views")).isEmpty();
    assertThat(in("affinity.category.hats")).isEmpty();
  }

  private static Optional<Object> in(String path) {
    return FeaturePath.of(path).in(FEATURES);
  }
}
