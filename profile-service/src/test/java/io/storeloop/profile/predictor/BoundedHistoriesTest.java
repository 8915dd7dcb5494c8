package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BoundedHistoriesTest {
  private static final int ACTS = 10;
  private static final int PAGE = 3;

  private final List<Integer> pages = new ArrayList<>();
  private final List<Integer> progress = new ArrayList<>();

  @Test
  void allAreReadWhereTheirActsMayBeHeld() {
    assertThat(read(7, 7 * ACTS)).hasSize(7);

    assertThat(pages).containsExactly(3, 3, 1);
    assertThat(progress).containsExactly(0, 3, 6);
  }

  @Test
  void fewerShoppersAreReadWhereTheirActsWouldBeTooMany() {
    // four of 10 acts fit into 49; the fifth and its page are the last that are read
    assertThat(read(1_000, 49)).hasSize(4);

    assertThat(pages).containsExactly(3, 3);
  }

  private List<ShopperHistory> read(int shoppers, int mostInAll) {
    return BoundedHistories.read(
        LongStream.range(0, shoppers).mapToObj(number -> new UUID(0, number)).toList(),
        PAGE,
        page -> {
          pages.add(page.size());
          return Collections.nCopies(page.size(), history());
        },
        mostInAll,
        progress::add);
  }

  private static ShopperHistory history() {
    return new ShopperHistory(
        Collections.nCopies(
            ACTS, new Act(Instant.EPOCH, ActKind.VIEW, Act.NO_ITEM, Double.NaN, null)));
  }
}
