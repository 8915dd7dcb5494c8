package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.profile.profile.PredictionPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScoringTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final UUID ANNA = new UUID(0, 1);
  private static final UUID BEN = new UUID(0, 2);

  /** Bursts of such a shape that the median is beyond what a number can hold. */
  private static final NextPurchaseModel BURSTS =
      new NextPurchaseModel(0.01, List.of(0.05, 1.0, 0.001, 1.0));

  private final List<RuntimeException> passedOver = new ArrayList<>();

  @Test
  void whatIsBeyondAllNumbersIsAbsent() {
    List<JdbcScores.Row> rows = rows(List.of(ANNA), List.of(bought(10, 400)));

    assertThat(rows.getFirst().values()).containsOnlyKeys(PredictionPath.NEXT_PURCHASE_PROBABILITY);
    assertThat(BURSTS.forecast(bought(10, 400), NOW, 30).value()).isNull();
    assertThat(passedOver).isEmpty();
  }

  @Test
  void ofWhomNothingCanBeCalculatedNothingIsSaidAndOfTheOthersAllTheSame() {
    List<JdbcScores.Row> rows =
        rows(List.of(ANNA, BEN), List.of(Arrays.asList((Act) null), bought(10, 400)));

    assertThat(rows).extracting(JdbcScores.Row::profileId).containsExactly(ANNA, BEN);
    assertThat(rows.getFirst().values()).isEmpty();
    assertThat(rows.getLast().values()).containsKey(PredictionPath.NEXT_PURCHASE_PROBABILITY);
    assertThat(passedOver).hasSize(1);
  }

  private List<JdbcScores.Row> rows(List<UUID> ids, List<List<Act>> pasts) {
    return Scoring.rows(
        ids,
        pasts,
        List.of(new Scoring.Asked(Target.NEXT_PURCHASE, BURSTS, 30)),
        NOW,
        passedOver::add);
  }

  private static List<Act> bought(double amount, int daysAgo) {
    return List.of(
        new Act(NOW.minus(Duration.ofDays(daysAgo)), ActKind.PURCHASE, Act.NO_ITEM, amount, "EUR"));
  }
}
