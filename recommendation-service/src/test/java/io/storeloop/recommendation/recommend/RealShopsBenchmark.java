package io.storeloop.recommendation.recommend;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.Interactions;
import io.storeloop.recommendation.interaction.InterestScale;
import io.storeloop.recommendation.model.ActiveModel;
import io.storeloop.recommendation.model.ModelFixture;
import io.storeloop.recommendation.model.ModelTrainer;
import io.storeloop.recommendation.recommend.RecommendationQuestion.Frame;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures the recommender on real files, in process: seconds to apply the events and to train,
 * time of an answer, and how well it foresees purchases.
 *
 * <p>Arguments: {@code tmall2014|online-retail}, the file, and the first day of the test period
 * ({@code 2013-07-16}). Speed is measured on the whole file, quality on what came before that day:
 * for every user who buys in the test period something not bought before, the hit ratio of the
 * first 20 recommendations and recall, full ranking. The floor beside it is the popular list under
 * the same exclusions. Then once more with the settings that the shop's search finds in what came
 * before that day, within as many seconds as a fourth argument says.
 */
final class RealShopsBenchmark {
  private static final int TOP = 20;
  private static final int ANSWERS = 20_000;
  private static final int WARM_UP = 20_000;
  private static final double NANOS = 1e9;
  private static final Pattern CSV_FIELD =
      Pattern.compile("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))");

  private final InteractionProperties properties = InteractionProperties.defaults();
  private final Histories histories = new Histories(properties);
  private final Catalogue catalogue = new Catalogue();
  private final Interactions interactions = new Interactions(histories, catalogue, properties);
  private final ActiveModel active = new ActiveModel();
  private final Recommender recommender =
      RecommenderFixture.recommender(histories, catalogue, active);

  public static void main(String[] arguments) throws IOException {
    boolean tmall = arguments[0].equals("tmall2014");
    List<Event> events = read(Path.of(arguments[1]), tmall);
    Instant cut = LocalDate.parse(arguments[2]).atStartOfDay(ZoneOffset.UTC).toInstant();
    System.out.printf("%s: %,d events%n", arguments[0], events.size());
    new RealShopsBenchmark().speed(events);
    new RealShopsBenchmark().quality(events, cut, 0);
    if (arguments.length > 3) {
      new RealShopsBenchmark().quality(events, cut, Integer.parseInt(arguments[3]));
    }
  }

  private void speed(List<Event> events) {
    apply(events);
    for (int run = 0; run < 3; run++) {
      train();
    }
    List<String> users = users(events);
    answers(users, WARM_UP);
    long[][] nanos = answers(users, ANSWERS);
    print("wall", nanos[0]);
    print("cpu ", nanos[1]);
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "heap in use after a collection (file's events included): %,d MB%n",
        (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }

  private void quality(List<Event> events, Instant cut, int searchSeconds) {
    apply(events.stream().filter(event -> event.occurredAt().isBefore(cut)).toList());
    if (searchSeconds > 0) {
      ModelTrainer.Trained trained =
          ModelFixture.searched(histories, catalogue, Duration.ofSeconds(searchSeconds));
      ModelFixture.activate(active, trained.model());
    } else {
      train();
    }
    Map<String, Set<String>> bought = boughtFrom(events, cut);
    bought.entrySet().removeIf(entry -> entry.getValue().isEmpty());
    double[] personal = new double[2];
    double[] popular = new double[2];
    bought.forEach((user, items) -> {
      add(personal, items, RecommenderFixture.ask(recommender, question(user, TOP, List.of())));
      add(popular, items, RecommenderFixture.ask(recommender, stranger(user)));
    });
    int count = bought.size();
    System.out.printf(
        "%,d users buy something new from the cut on: hit@20 %.4f, recall@20 %.4f; popular list: hit@20 %.4f, recall@20 %.4f%n",
        count, personal[0] / count, personal[1] / count, popular[0] / count, popular[1] / count);
  }

  /** What each known user bought from the cut on and never before. */
  private Map<String, Set<String>> boughtFrom(List<Event> events, Instant cut) {
    Map<String, Set<String>> before = new HashMap<>();
    Map<String, Set<String>> after = new HashMap<>();
    for (Event event : events) {
      if (event.type() == EventType.PURCHASE && event.userId() != null) {
        boolean early = event.occurredAt().isBefore(cut);
        (early ? before : after)
            .computeIfAbsent(event.userId(), user -> new HashSet<>())
            .add(String.valueOf(event.itemId()));
      }
    }
    after.forEach((user, items) -> items.removeAll(before.getOrDefault(user, Set.of())));
    return after;
  }

  private static void add(double[] sums, Set<String> wanted, Recommendation answer) {
    long hits =
        answer.items().stream().filter(item -> wanted.contains(item.item().itemId())).count();
    sums[0] += hits > 0 ? 1 : 0;
    sums[1] += (double) hits / wanted.size();
  }

  /** The popular list with what the user bought taken out, as for the personal one. */
  private RecommendationQuestion stranger(String user) {
    List<String> owned = new ArrayList<>();
    histories
        .find(user, null, null)
        .map(history -> history.strongest(InterestScale.of(properties)))
        .ifPresent(interests -> {
          for (int item = 0; item < catalogue.size(); item++) {
            if (interests.owns(item)) {
              owned.add(catalogue.item(item).itemId());
            }
          }
        });
    return new RecommendationQuestion(null, null, null, List.of(), false, owned, Frame.of(TOP));
  }

  private void apply(List<Event> events) {
    long from = System.nanoTime();
    events.forEach(interactions::apply);
    System.out.printf(
        "applied in %.2f s, %,d of them interactions%n",
        (System.nanoTime() - from) / NANOS, interactions.appliedInteractions());
  }

  private void train() {
    long from = System.nanoTime();
    ModelTrainer.Trained trained = ModelFixture.train(histories, catalogue);
    ModelFixture.activate(active, trained.model());
    System.out.printf(
        "trained in %.2f s: %s%n", (System.nanoTime() - from) / NANOS, trained.counts());
  }

  /** Elapsed and processor time of every answer: on a busy machine only the latter says much. */
  private long[][] answers(List<String> users, int count) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[][] nanos = new long[2][count];
    for (int i = 0; i < count; i++) {
      String user = users.get(i % users.size());
      long cpu = threads.getCurrentThreadCpuTime();
      long wall = System.nanoTime();
      RecommenderFixture.ask(recommender, question(user, 10, List.of()));
      nanos[0][i] = System.nanoTime() - wall;
      nanos[1][i] = threads.getCurrentThreadCpuTime() - cpu;
    }
    return nanos;
  }

  private static void print(String clock, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(
        "answer, top 10 with reasons, %s: p50 %.1f us, p90 %.1f us, p99 %.1f us, p99.9 %.1f us (%,d answers)%n",
        clock,
        nanos[ANSWERS / 2] / 1e3,
        nanos[ANSWERS * 9 / 10] / 1e3,
        nanos[ANSWERS * 99 / 100] / 1e3,
        nanos[ANSWERS * 999 / 1000] / 1e3,
        ANSWERS);
  }

  private static RecommendationQuestion question(String user, int results, List<String> excluded) {
    return RecommenderFixture.forUser(user, List.of(), excluded, results);
  }

  private static List<String> users(List<Event> events) {
    Set<String> users = new TreeSet<>();
    events.forEach(event -> {
      if (event.userId() != null) {
        users.add(event.userId());
      }
    });
    return List.copyOf(users);
  }

  private static List<Event> read(Path file, boolean tmall) throws IOException {
    List<Event> events = new ArrayList<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Event event = tmall ? tmall(line) : onlineRetail(line);
        if (event != null) {
          events.add(event);
        }
      }
    }
    return events;
  }

  /** user_id, brand_id, type, visit_datetime (month-day); the contest's year is 2013. */
  private static Event tmall(String line) {
    String[] fields = line.split(",");
    String[] day = fields[3].split("-");
    EventType type =
        switch (fields[2]) {
          case "1" -> EventType.PURCHASE;
          case "2" -> EventType.WISHLIST;
          case "3" -> EventType.ADD_TO_CART;
          default -> EventType.VIEW;
        };
    Instant time =
        LocalDate.of(2013, Integer.parseInt(day[0]), Integer.parseInt(day[1]))
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    return event(type, fields[0], null, fields[1], 1, time, Map.of());
  }

  /** InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice, CustomerID, Country. */
  private static @Nullable Event onlineRetail(String line) {
    List<String> fields = new ArrayList<>();
    Matcher matcher = CSV_FIELD.matcher(line);
    while (matcher.find()) {
      fields.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
    }
    int quantity = Integer.parseInt(fields.get(3));
    if (quantity == 0) {
      return null;
    }
    String customer = fields.get(6);
    Instant time =
        LocalDateTime.parse(fields.get(4), DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"))
            .toInstant(ZoneOffset.UTC);
    return event(
        quantity > 0 ? EventType.PURCHASE : EventType.REFUND,
        customer.isEmpty() ? null : customer,
        customer.isEmpty() ? "invoice-" + fields.get(0) : null,
        fields.get(1),
        Math.abs(quantity),
        time,
        Map.of("name", fields.get(2)));
  }

  private static Event event(
      EventType type,
      @Nullable String user,
      @Nullable String anonymous,
      String item,
      int quantity,
      Instant time,
      Map<String, @Nullable Object> properties) {
    return new Event(
        "",
        type,
        user,
        anonymous,
        null,
        time,
        time,
        item,
        quantity,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "benchmark",
        properties);
  }

  private RealShopsBenchmark() {}
}
