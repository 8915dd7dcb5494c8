package io.storeloop.benchmarks.sessions;

import io.storeloop.algorithms.session.KernelRecipe;
import io.storeloop.algorithms.session.RankedItems;
import io.storeloop.algorithms.session.SessionIndex;
import io.storeloop.algorithms.session.SessionOptions;
import io.storeloop.algorithms.session.SessionScorer;
import io.storeloop.algorithms.session.SessionScratch;
import io.storeloop.algorithms.session.Sessions;
import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.storeloop.algorithms.similarity.ScoredItem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The 20 best items for the beginning of a session, against boxed maps that must give the same
 * scores.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 3, time = 5)
@State(Scope.Thread)
public class SessionBenchmark {
  private static final int ANSWERS = 20;
  private static final long SEED = 42;
  private static final int COMPARED = 300;
  private static final double ROUNDING = 1e-5;
  private static final IntPredicate NOTHING = item -> false;

  /** Files of sessions and of questions; generated ones where these are empty. */
  @Param("")
  public String train = "";

  @Param("")
  public String test = "";

  @Param({"seasonal", "vstan"})
  public String settings = "seasonal";

  private SessionScorer scorer =
      new SessionScorer(SessionIndex.of(Sessions.builder(0).build()), SessionOptions.seasonal());
  private SessionScorer fused = scorer;
  private final SessionScratch scratch = new SessionScratch();
  private HashMapSessions hashMaps =
      new HashMapSessions(Sessions.builder(0).build(), SessionOptions.seasonal());
  private List<int[]> questions = List.of();
  private int next;
  private long calls;
  private long processorTime;

  @Setup
  public void learn() throws IOException, InterruptedException {
    SessionFiles files =
        train.isEmpty()
            ? SessionFiles.generated(SEED)
            : SessionFiles.read(Path.of(train), Path.of(test));
    SessionOptions options =
        settings.equals("vstan") ? SessionOptions.vstan() : SessionOptions.seasonal();
    scorer = new SessionScorer(SessionIndex.of(files.sessions()), options);
    var recipe = new KernelRecipe(CooccurrenceOptions.sequential(0.8, 0.5, 10), 10, 0.7, 0.1);
    fused =
        new SessionScorer(
            SessionIndex.of(files.sessions()), options, recipe.learn(files.sessions(), 1));
    hashMaps = new HashMapSessions(files.sessions(), options);
    questions = files.questions();
    for (int i = 0; i < COMPARED; i++) {
      requireSame(questions.get((int) ((long) i * questions.size() / COMPARED)));
    }
  }

  @Benchmark
  public RankedItems flatArrays() {
    int[] question = nextQuestion();
    return scorer.top(question, question.length, NOTHING, ANSWERS, scratch);
  }

  /** With the kernel and its second step, as the search of a shop may choose. */
  @Benchmark
  public RankedItems flatArraysFused() {
    int[] question = nextQuestion();
    return fused.top(question, question.length, NOTHING, ANSWERS, scratch);
  }

  @Benchmark
  public List<ScoredItem> flatArraysWithReasons() {
    int[] question = nextQuestion();
    return scorer.topWithReasons(question, question.length, NOTHING, ANSWERS, scratch);
  }

  @Benchmark
  public List<Map.Entry<Integer, Double>> hashMaps() {
    int[] question = nextQuestion();
    return hashMaps.top(question, question.length, ANSWERS);
  }

  @Setup(Level.Iteration)
  public void startClock() {
    calls = 0;
    processorTime = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Predictions per second of processor time: what a busy neighbour changes least. */
  @TearDown(Level.Iteration)
  public void printRate() {
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processorTime;
    System.out.printf("%,.0f calls per second of processor time; ", calls * 1e9 / nanos);
  }

  private int[] nextQuestion() {
    calls++;
    next = (next + 1) % questions.size();
    return questions.get(next);
  }

  private void requireSame(int[] question) {
    RankedItems flat = scorer.top(question, question.length, NOTHING, ANSWERS, scratch);
    List<Map.Entry<Integer, Double>> boxed = hashMaps.top(question, question.length, ANSWERS);
    boolean same = flat.size() == boxed.size();
    for (int place = 0; same && place < flat.size(); place++) {
      double expected = boxed.get(place).getValue();
      same = Math.abs(flat.score(place) - expected) <= ROUNDING * expected;
    }
    if (!same) {
      throw new IllegalStateException(
          "the two implementations differ: %s and %s".formatted(List.of(flat.toArray()), boxed));
    }
  }
}
