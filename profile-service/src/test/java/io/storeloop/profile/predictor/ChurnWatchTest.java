package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChurnWatchTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final ShopperHistory BOUGHT =
      new ShopperHistory(
          List.of(new Act(NOW.minusSeconds(60), ActKind.PURCHASE, Act.NO_ITEM, 10, "EUR")));

  private final List<UUID> read = new ArrayList<>();

  @Test
  void onlyOfThoseWhoAreExplainedItIsReadWhatTheyDid() {
    List<ChurnWatch.Customer> customers = customers(1_000, BOUGHT);

    assertThat(customers).hasSize(1_000);
    assertThat(read).hasSize(ChurnWatch.MOST_EXPLAINED);
  }

  @Test
  void whoHasNoHistoryAnyMoreIsNotTold() {
    assertThat(customers(3, new ShopperHistory(List.of()))).isEmpty();
  }

  private List<ChurnWatch.Customer> customers(int count, ShopperHistory history) {
    return ChurnWatch.customers(
        LongStream.range(0, count).mapToObj(ChurnWatchTest::atRisk).toList(),
        ids -> histories(ids, history),
        (done, asOf) -> List.of());
  }

  private List<ShopperHistory> histories(Collection<UUID> ids, ShopperHistory history) {
    read.addAll(ids);
    return Collections.nCopies(ids.size(), history);
  }

  private static JdbcScores.AtRisk atRisk(long number) {
    return new JdbcScores.AtRisk(
        new UUID(0, number),
        "shopper-" + number,
        BigDecimal.ONE,
        BigDecimal.TEN,
        BigDecimal.TEN,
        NOW);
  }
}
