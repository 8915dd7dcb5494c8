package io.storeloop.recommendation.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Operator;
import io.storeloop.common.conditions.Value;
import io.storeloop.recommendation.interaction.Catalogue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class RememberedMatchesTest {
  private static final long NOW = 0;
  private static final ItemFilter SPORT = category("sport");

  private final Catalogue catalogue = new Catalogue();
  private final RememberedMatches remembered = new RememberedMatches(catalogue);

  @Test
  void whatIsRememberedFollowsTheCatalogue() {
    catalogue.put("shoes", "Shoes", "sport", true, false);
    Matches matches = remembered.of(SPORT, NOW);

    boolean atFirst = matches.test(0);
    catalogue.put("shoes", "Shoes", "sport", false, false);
    boolean outOfStock = matches.test(0);
    catalogue.put("shoes", "Shoes", "sport", true, false);
    boolean backAgain = matches.test(0);
    catalogue.put("shoes", "Shoes", "books", true, false);
    boolean ofAnotherCategory = matches.test(0);

    assertThat(atFirst).isTrue();
    assertThat(outOfStock).isFalse();
    assertThat(backAgain).isTrue();
    assertThat(ofAnotherCategory).isFalse();
  }

  @Test
  void itemsThatCameLaterAreAskedToo() {
    Matches matches = remembered.of(SPORT, NOW);

    for (int item = 0; item < 5_000; item++) {
      catalogue.put("item-" + item, null, item % 2 == 0 ? "sport" : "books", true, false);
    }

    assertThat(matches.test(4_998)).isTrue();
    assertThat(matches.test(4_999)).isFalse();
    assertThat(remembered.of(SPORT, NOW)).isNotSameAs(matches);
  }

  @Test
  void aFilterIsRememberedAsLongAsThereIsRoom() {
    for (int filter = 0; filter < RememberedMatches.MAX_FILTERS; filter++) {
      remembered.of(category("category " + filter), NOW);
    }

    Matches oneTooMany = remembered.of(SPORT, NOW);
    int full = remembered.keptCount();
    Matches later = remembered.of(SPORT, NOW + RememberedMatches.KEPT_NANOS);

    assertThat(oneTooMany.remembered()).isZero();
    assertThat(full).isEqualTo(RememberedMatches.MAX_FILTERS);
    assertThat(later.remembered()).isPositive();
    assertThat(remembered.keptCount()).isEqualTo(1);
  }

  @Test
  void noReaderLeavesBehindWhatWasTrueBeforeAChange() throws InterruptedException {
    catalogue.put("shoes", "Shoes", "sport", true, false);
    Matches matches = remembered.of(SPORT, NOW);
    AtomicBoolean running = new AtomicBoolean(true);
    Thread reader =
        Thread.ofPlatform()
            .start(() -> {
              while (running.get()) {
                matches.test(0);
              }
            });

    Random random = new Random(3);
    for (int change = 0; change < 20_000; change++) {
      boolean inStock = random.nextBoolean();
      catalogue.put("shoes", "Shoes", "sport", inStock, false);
      // for a moment the reader may still be taking back what it saw before
      boolean seen = matches.test(0);
      for (int look = 0; look < 1_000_000 && seen != inStock; look++) {
        Thread.onSpinWait();
        seen = matches.test(0);
      }
      assertThat(seen).isEqualTo(inStock);
    }
    running.set(false);
    reader.join();

    assertThat(matches.test(0)).isEqualTo(catalogue.item(0).available());
  }

  private static ItemFilter category(String name) {
    return new ItemFilter(new Condition.Compare("category", Operator.EQ, Value.of(name)));
  }
}
