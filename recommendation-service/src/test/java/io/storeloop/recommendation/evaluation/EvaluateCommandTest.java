package io.storeloop.recommendation.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storeloop.common.evaluation.EvaluationRefusal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The short form of the quality tables: every protocol, on generated data, in seconds. */
class EvaluateCommandTest {
  private static final String BUDGET = "2s";

  /** How far chance lets a permuted model stray above the floor. */
  private static final double CHANCE = 0.05;

  @TempDir Path folder;

  private GeneratedFiles files;

  @BeforeEach
  void open() {
    files = new GeneratedFiles(folder);
  }

  @Test
  void sessionsAreForeseenBetterThanByPopularity() throws Exception {
    Path train = files.gzip("train", sessionRows(GeneratedFiles.USERS));
    List<String> rows = new ArrayList<>(prefixRows(100));
    rows.add(files.name(0) + "\t" + files.name(1) + " never-sold");
    Path test = files.write("test.tsv", rows);

    JsonNode json = evaluate("--protocol", "sessions", "--train", train, "--test", test);

    assertBeatsTheFloor(json, "hitRate@10", "mrr@10");
    // P@k of the session literature
    assertThat(metric(json, "precision@10")).isEqualTo(metric(json, "hitRate@10"));
    assertThat(json.path("settings").path("neighbours").asInt()).isPositive();
  }

  @Test
  void theLastItemIsForeseenBetterThanByPopularity() throws Exception {
    Path train = files.write("sequences.txt", userRows(GeneratedFiles.USERS));

    JsonNode json = evaluate("--protocol", "leave-last-out", "--train", train);

    assertBeatsTheFloor(json, "hitRate@10", "ndcg@10");
    assertThat(json.path("data").path("cases").asInt()).isEqualTo(GeneratedFiles.USERS);
    assertThat(json.path("gains").path("ndcg@10").path("interval").get(0).asDouble()).isPositive();
  }

  @Test
  void theHeldBackItemIsFoundAmongItsNegatives() throws Exception {
    List<String> train = new ArrayList<>();
    List<String> test = new ArrayList<>();
    for (int user = 0; user < GeneratedFiles.USERS; user++) {
      List<Integer> visit = files.visit();
      for (int item : visit.subList(1, visit.size())) {
        train.add(user + "\t" + files.name(item));
      }
      test.add(user + "\t" + files.name(visit.getFirst()) + "\t" + negatives(visit));
    }

    JsonNode json =
        evaluate(
            "--protocol",
            "given-negatives",
            "--train",
            files.gzip("train.tsv.gz", train),
            "--test",
            files.gzip("negatives.tsv.gz", test));

    assertBeatsTheFloor(json, "hitRate@10", "ndcg@10");
  }

  @Test
  void theMostRecentItemIsFoundAmongDrawnNegatives() throws Exception {
    List<String> ratings = new ArrayList<>();
    for (int user = 0; user < GeneratedFiles.USERS; user++) {
      List<Integer> visit = files.visit();
      for (int place = visit.size() - 1; place >= 0; place--) {
        ratings.add(
            "%d\t%s\t%d\t%d"
                .formatted(user, files.name(visit.get(place)), 1 + place % 5, 880_000_000 + place));
      }
    }

    JsonNode json =
        evaluate("--protocol", "given-negatives", "--train", files.write("u.data", ratings));

    assertBeatsTheFloor(json, "hitRate@10", "ndcg@10");
  }

  @Test
  void aSplitIsForeseenBetterThanByPopularity() throws Exception {
    List<String> train = new ArrayList<>();
    List<String> test = new ArrayList<>();
    for (int user = 0; user < GeneratedFiles.USERS; user++) {
      List<Integer> visit = files.visit();
      train.add(user + " " + files.row(visit.subList(0, visit.size() - 2)));
      test.add(user + " " + files.row(visit.subList(visit.size() - 2, visit.size())));
    }

    JsonNode json =
        evaluate(
            "--protocol",
            "split",
            "--train",
            files.write("train.txt", train),
            "--test",
            files.write("test.txt", test));

    assertBeatsTheFloor(json, "recall@20", "ndcg@20");
  }

  @Test
  void laterPurchasesAreForeseenBetterThanByPopularity() throws Exception {
    Path events = files.gzip("events.csv", events(100));

    JsonNode json = evaluate("--protocol", "time-split", "--train", events, "--cut", "2026-03-22");

    assertBeatsTheFloor(json, "f1", "precision");
    assertThat(json.path("settings").path("calledPairs").asInt()).isPositive();
  }

  @Test
  void permutedItemsFallToTheFloor() throws Exception {
    Path train = files.write("train.txt", sessionRows(GeneratedFiles.USERS));
    files.permuteNames();
    Path test = files.write("test.tsv", prefixRows(100));

    JsonNode json = evaluate("--protocol", "sessions", "--train", train, "--test", test);

    assertThat(metric(json, "hitRate@10"))
        .isLessThan(json.path("baseline").path("hitRate@10").asDouble() + CHANCE);
  }

  @Test
  void theJsonHoldsFractionsTheSettingsAndTheTimes() throws Exception {
    Path train = files.write("sequences.txt", userRows(100));

    JsonNode json = evaluate("--protocol", "leave-last-out", "--train", train, "--k", "5,20");

    assertThat(json.path("metrics").propertyNames())
        .contains(
            "hitRate@5",
            "hitRate@20",
            "ndcg@20",
            "precision@20",
            "recall@20",
            "mrr@20",
            "map@20",
            "auc",
            "coverage@5",
            "gini@5",
            "meanPopularity@5",
            "novelty@5",
            "diversity@5");
    assertThat(json.path("baseline").propertyNames())
        .containsExactlyElementsOf(json.path("metrics").propertyNames());
    for (String fraction : List.of("hitRate@20", "ndcg@20", "auc", "coverage@5", "gini@5")) {
      assertThat(metric(json, fraction)).isBetween(0.0, 1.0);
    }
    assertThat(json.path("settings").path("tried").asInt()).isPositive();
    assertThat(json.path("settings").path("family").asString()).isNotEmpty();
    assertThat(json.path("settings").path("validation").isObject()).isTrue();
    assertThat(json.path("seconds").propertyNames())
        .containsExactly("load", "search", "train", "predict", "total");
    assertThat(json.path("latencyMicros").path("p99").asDouble()).isPositive();
    assertThat(json.path("seed").asInt()).isEqualTo(42);
    assertThat(json.path("groups").size()).isGreaterThan(1);
  }

  @Test
  void theTableShowsTheFloorBesideTheModel() throws Exception {
    Path train = files.write("sequences.txt", userRows(60));

    String table = print("--protocol", "leave-last-out", "--train", train, "--budget", "1");

    assertThat(table)
        .contains(
            "popularity", "95 % interval", "ndcg@10", "coverage@10", "tried", "one answer, p99");
    assertThat(table).contains("All items are ranked but those of the history, ties half");
  }

  @Test
  void whatCannotBeReadIsRefusedWithFileAndLine() {
    Path broken = files.write("broken.csv", List.of("user_id,item_id,timestamp", "1,2,soon"));

    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(
            () -> print("--protocol", "time-split", "--train", broken, "--cut", "2026-01-01"))
        .satisfies(refusal ->
            assertThat(refusal.sentence()).contains("broken.csv, line 2: 'soon' is not a time"));
    assertRefused("There is no readable file", "leave-last-out", folder.resolve("nowhere"));
    assertRefused("hold no interaction", "leave-last-out", files.write("empty", List.of("")));
  }

  @Test
  void aResultThatCannotBeWrittenIsRefusedBeforeTheWork() {
    Path nowhere = folder.resolve("missing").resolve("result.json");

    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(
            () -> print("--protocol", "leave-last-out", "--train", "missing", "--json", nowhere))
        .satisfies(refusal -> assertThat(refusal.sentence()).contains("cannot be written"));
  }

  @Test
  void aResultThatMayNotBeOverwrittenIsRefusedBeforeTheWork() throws Exception {
    Path taken = Files.createDirectory(folder.resolve("taken"));

    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() -> print("--protocol", "leave-last-out", "--train", "x", "--json", taken))
        .satisfies(refusal -> assertThat(refusal.sentence()).contains("cannot be written"));
  }

  @Test
  void theChoiceDoesNotDependOnTheTest() throws Exception {
    Path train = files.write("train.txt", userRows(60));
    Path first = files.write("one.txt", userRows(60));
    Path second = files.write("other.txt", userRows(60));

    JsonNode one = chosenFor(train, first);
    JsonNode other = chosenFor(train, second);

    assertThat(one.path("metrics")).isNotEqualTo(other.path("metrics"));
    assertThat(one.path("settings")).isEqualTo(other.path("settings"));
  }

  /** With time enough, so that the choice does not depend on the machine. */
  private JsonNode chosenFor(Path train, Path test) throws Exception {
    Path json = folder.resolve("chosen.json");
    print(
        "--protocol", "split", "--train", train, "--test", test, "--budget", "10m", "--json", json);
    return JsonMapper.builder().build().readTree(Files.readString(json));
  }

  private static void assertRefused(String sentence, String protocol, Path train) {
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() -> print("--protocol", protocol, "--train", train))
        .satisfies(refusal -> assertThat(refusal.sentence()).contains(sentence));
  }

  private static void assertBeatsTheFloor(JsonNode json, String... metrics) {
    for (String metric : metrics) {
      assertThat(metric(json, metric))
          .as(metric)
          .isGreaterThan(1.3 * json.path("baseline").path(metric).asDouble());
    }
  }

  private static double metric(JsonNode json, String name) {
    return json.path("metrics").path(name).asDouble();
  }

  private List<String> sessionRows(int count) {
    return files.visits(count).stream().map(files::row).toList();
  }

  private List<String> userRows(int count) {
    List<String> rows = new ArrayList<>();
    for (List<Integer> visit : files.visits(count)) {
      rows.add("user-" + rows.size() + " " + files.row(visit));
    }
    return rows;
  }

  private List<String> prefixRows(int sessions) {
    List<String> rows = new ArrayList<>();
    for (List<Integer> visit : files.visits(sessions)) {
      for (int step = 1; step < visit.size(); step++) {
        rows.add(files.name(visit.get(step)) + "\t" + files.row(visit.subList(0, step)));
      }
    }
    return rows;
  }

  private String negatives(List<Integer> visit) {
    List<Integer> negatives = new ArrayList<>();
    while (negatives.size() < 50) {
      int item = files.draw(GeneratedFiles.ITEMS);
      if (!visit.contains(item) && !negatives.contains(item)) {
        negatives.add(item);
      }
    }
    return files.row(negatives);
  }

  /** Who looks twice buys within three weeks; who looks once does not. */
  private List<String> events(int days) {
    List<String> rows = new ArrayList<>();
    rows.add("user_id,brand_id,type,visit_datetime");
    for (int day = 0; day < days; day++) {
      for (int visit = 0; visit < 30; visit++) {
        int user = files.draw(200);
        String item = files.name(files.draw(GeneratedFiles.ITEMS));
        boolean eager = files.draw(3) == 0;
        rows.add(event(user, item, 0, day));
        if (eager) {
          rows.add(event(user, item, 0, day));
          rows.add(event(user, item, 2, day));
        }
        int later = day + 1 + files.draw(20);
        if (eager && later < days) {
          rows.add(event(user, item, 1, later));
        }
      }
    }
    return rows;
  }

  private static String event(int user, String item, int type, int day) {
    return "%d,%s,%d,%s".formatted(user, item, type, LocalDate.of(2026, 1, 1).plusDays(day));
  }

  private JsonNode evaluate(Object... arguments) throws Exception {
    Path json = folder.resolve("result.json");
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--budget", BUDGET, "--json", json));
    String printed = print(all.toArray());
    assertThat(printed).contains("JSON in " + json);
    return JsonMapper.builder().build().readTree(Files.readString(json));
  }

  private static String print(Object... arguments) throws InterruptedException {
    var out = new ByteArrayOutputStream();
    new EvaluateCommand(new PrintStream(out, true, StandardCharsets.UTF_8), 2)
        .run(Arrays.stream(arguments).map(Object::toString).toList());
    return out.toString(StandardCharsets.UTF_8);
  }
}
