package io.storeloop.recommendation.recommend;

import io.storeloop.algorithms.repeat.RepeatPurchase;
import io.storeloop.algorithms.repeat.RepeatPurchases;
import io.storeloop.common.events.EventType;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.interaction.UserHistory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a shopper bought and is expected to buy again. */
final class RepeatCandidates {
  /** How far ahead is looked. */
  private static final Duration HORIZON = Duration.ofDays(30);

  /** An item, when it was bought last, and what is expected. */
  record Repeat(CatalogueItem item, long latest, RepeatPurchase expected) {}

  private static final Comparator<Repeat> MOST_PROBABLE_FIRST =
      Comparator.comparingDouble((Repeat repeat) -> repeat.expected().probability())
          .reversed()
          .thenComparing(repeat -> repeat.item().itemId());

  private final Catalogue catalogue;
  private final Clock clock;

  RepeatCandidates(Catalogue catalogue, Clock clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  List<Repeat> of(UserHistory history, RepeatPurchases repeats) {
    SortedSet<Integer> bought = new TreeSet<>();
    history.forEach((item, type, occurredAt) -> {
      if (type == EventType.PURCHASE) {
        bought.add(item);
      }
    });
    long now = clock.millis();
    List<Repeat> found = new ArrayList<>();
    for (int item : bought) {
      long[] times = history.purchaseTimes(item);
      if (times.length > 0) {
        repeats
            .expect(item, times, times.length, now, HORIZON)
            .ifPresent(expected ->
                found.add(new Repeat(catalogue.item(item), times[times.length - 1], expected)));
      }
    }
    found.sort(MOST_PROBABLE_FIRST);
    return found;
  }

  Candidates candidates(Rungs rungs, List<Repeat> repeats) {
    return rungs.counted(
        repeats.size(),
        place -> {
          Repeat repeat = repeats.get(place);
          return Candidate.stated(
              repeat.item(),
              Source.BUY_AGAIN,
              repeat.expected().probability(),
              new Stated(
                  ReasonWords.buyAgain(repeat.expected()),
                  List.of(new Evidence(repeat.item(), EventType.PURCHASE, repeat.latest(), 1))));
        });
  }
}
