package io.storeloop.benchmarks;

import io.storeloop.algorithms.content.ContentIndex;
import io.storeloop.algorithms.content.ContentOptions;
import io.storeloop.algorithms.content.ItemContent;
import io.storeloop.algorithms.content.SimilarItem;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Changing one item of the content index, and asking for its neighbours right after a change. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class ContentBenchmark {
  private static final int WORDS = 20_000;
  private static final int WORDS_PER_ITEM = 20;
  private static final int NEIGHBOURS = 50;

  @Param({"5000", "100000"})
  public int items;

  private final ContentIndex index = new ContentIndex(ContentOptions.standard());
  private final SplittableRandom random = new SplittableRandom(42);

  @Setup
  public void fillCatalogue() {
    for (int item = 0; item < items; item++) {
      index.put(item, content(item));
    }
  }

  @Benchmark
  public int replaceOneItem() {
    int item = random.nextInt(items);
    index.put(item, content(item));
    return index.termCount();
  }

  @Benchmark
  public List<SimilarItem> similarItems() {
    return index.similar(random.nextInt(items), NEIGHBOURS);
  }

  @Benchmark
  public List<SimilarItem> replaceOneItemAndAskForSimilarOnes() {
    int item = random.nextInt(items);
    index.put(item, content(item));
    return index.similar(item, NEIGHBOURS);
  }

  private ItemContent content(int item) {
    var text = new StringBuilder();
    for (int i = 0; i < WORDS_PER_ITEM; i++) {
      text.append(" word").append((int) (WORDS * Math.pow(random.nextDouble(), 3)));
    }
    int category = item % 500;
    return new ItemContent(
        "thing " + category,
        text.toString(),
        List.of("c" + category / 50, "c" + category),
        "brand" + item % 997,
        OptionalDouble.of(1 + random.nextInt(300)));
  }
}
