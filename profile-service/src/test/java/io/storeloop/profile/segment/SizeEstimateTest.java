package io.storeloop.profile.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SizeEstimateTest {
  @Test
  void whoeverLookedAtAllKnows() {
    assertThat(SizeEstimate.of(412, 1)).isEqualTo(new SizeEstimate(412, 412, 412));
    assertThat(SizeEstimate.of(0, 1)).isEqualTo(new SizeEstimate(0, 0, 0));
  }

  @Test
  void aPartIsProjectedWithItsInterval() {
    // 1.96² · 0.75 = 2.881; 100 + 1.44 ± √(288.1 + 2.07) = 101.44 ± 17.03, times 4
    assertThat(SizeEstimate.of(100, 0.25)).isEqualTo(new SizeEstimate(337, 400, 474));
    // nobody found in a fiftieth: 1.96² · 0.98 = 3.76 times 50
    assertThat(SizeEstimate.of(0, 0.02)).isEqualTo(new SizeEstimate(0, 0, 189));
  }

  @Test
  void theIntervalHoldsTheTruthInNineteenOfTwentyCases() {
    var random = new Random(7);
    int held = 0;
    for (int trial = 0; trial < 2_000; trial++) {
      long truth = 1 + random.nextInt(2_000);
      long found = random.doubles(truth).filter(place -> place < 0.1).count();
      SizeEstimate estimate = SizeEstimate.of(found, 0.1);
      held += estimate.lower() <= truth && truth <= estimate.upper() ? 1 : 0;
    }
    assertThat(held / 2_000.0).isCloseTo(0.95, within(0.02));
  }

  @Test
  void idsAreOrderedAsTheDatabaseOrdersThem() {
    assertThat(SizeEstimate.partUpTo(new UUID(0, 0))).isCloseTo(0, within(1e-9));
    assertThat(SizeEstimate.partUpTo(UUID.fromString("40000000-0000-0000-0000-000000000000")))
        .isCloseTo(0.25, within(1e-9));
    assertThat(SizeEstimate.partUpTo(new UUID(-1, -1))).isEqualTo(1);
  }
}
