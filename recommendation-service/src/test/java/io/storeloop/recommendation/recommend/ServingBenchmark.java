package io.storeloop.recommendation.recommend;

import com.sun.management.ThreadMXBean;
import io.storeloop.common.events.EventType;
import io.storeloop.recommendation.content.ContentFixture;
import io.storeloop.recommendation.filter.ItemFilter;
import io.storeloop.recommendation.filter.ItemFilters;
import io.storeloop.recommendation.interaction.EventFixture;
import io.storeloop.recommendation.recommend.RecommendationQuestion.Frame;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long one answer takes in the process, with filter and reasons: histories of 50 on a catalogue
 * of 100,000 items. Prints the wall time and the processor time of the answering thread, and what
 * it allocates.
 *
 * <p>Arguments: items, shoppers that the model learns from, answers, and the views of a visit: 50
 * if missing, so that each history is one visit, the most that session neighbours have to go
 * through.
 */
final class ServingBenchmark {
  private static final int HISTORY = 50;
  private static final int ASKERS = 2_000;
  private static final String FILTER =
      "{\"price\": {\"$lt\": 80}, \"attributes.colour\": \"red\", \"inStock\": true}";

  private ServingBenchmark() {}

  public static void main(String[] arguments) {
    int items = Integer.parseInt(arguments[0]);
    int shoppers = Integer.parseInt(arguments[1]);
    int answers = Integer.parseInt(arguments[2]);
    int viewsOfVisit = arguments.length > 3 ? Integer.parseInt(arguments[3]) : HISTORY;
    Random random = new Random(1);
    GeneratedShop shop = new GeneratedShop(random, items);
    for (int viewed = 0; viewed < HISTORY; viewed += viewsOfVisit) {
      for (int asker = 0; asker < ASKERS; asker++) {
        for (int event = viewed; event < Math.min(HISTORY, viewed + viewsOfVisit); event++) {
          shop.happens(
              EventFixture.a(event % 5 == 0 ? EventType.ADD_TO_CART : EventType.VIEW)
                  .of(skewed(random, items))
                  .by("asker-" + asker));
        }
      }
    }
    for (int viewed = 0; viewed < HISTORY / 2; viewed += viewsOfVisit) {
      for (int shopper = 0; shopper < shoppers; shopper++) {
        for (int event = viewed; event < Math.min(HISTORY / 2, viewed + viewsOfVisit); event++) {
          shop.happens(EventFixture.aView().of(skewed(random, items)).by("shopper-" + shopper));
        }
      }
    }
    shop.shoppersCome(1, 1);
    Recommender recommender =
        RecommenderFixture.recommender(
            shop.histories,
            shop.catalogue,
            shop.active,
            RecommendProperties.defaults(),
            shop.book,
            false,
            ContentFixture.none());
    ItemFilter filter = new ItemFilters(JsonMapper.shared()).parameter(FILTER, "filter");
    for (ItemFilter asked : List.of(ItemFilter.ALL, filter)) {
      for (int run = 0; run < 3; run++) {
        run(recommender, asked, answers, run == 2);
      }
    }
  }

  /** Few items are met by many: the square of an even number. */
  private static String skewed(Random random, int items) {
    double even = random.nextDouble();
    return GeneratedShop.itemId((int) (even * even * items));
  }

  private static void run(Recommender recommender, ItemFilter filter, int answers, boolean shown) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] wall = new long[answers];
    long[] processor = new long[answers];
    Random random = new Random(2);
    List<Recommendation> kept = new ArrayList<>();
    long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
    for (int answer = 0; answer < answers; answer++) {
      RecommendationQuestion question =
          new RecommendationQuestion(
              "asker-" + random.nextInt(ASKERS),
              null,
              null,
              List.of(),
              false,
              List.of(),
              new Frame(20, "home", filter, List.of()));
      long processorBefore = threads.getCurrentThreadCpuTime();
      long before = System.nanoTime();
      kept.add(recommender.recommend(question, random));
      wall[answer] = System.nanoTime() - before;
      processor[answer] = threads.getCurrentThreadCpuTime() - processorBefore;
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
    if (shown) {
      System.out.printf(
          "%s: wall %s; processor %s; %,d KB allocated per answer; %d items in the last%n",
          filter.equals(ItemFilter.ALL) ? "without filter" : "with filter",
          percentiles(wall),
          percentiles(processor),
          allocated / answers / 1024,
          kept.getLast().items().size());
    }
  }

  private static String percentiles(long[] nanos) {
    Arrays.sort(nanos);
    return "p50 %,d µs, p99 %,d µs"
        .formatted(nanos[nanos.length / 2] / 1000, nanos[nanos.length * 99 / 100] / 1000);
  }
}
