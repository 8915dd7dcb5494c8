package io.storeloop.profile.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.common.evaluation.EvaluationRefusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClusterProtocolTest {
  @TempDir private Path folder;

  @Test
  void plantedKindsOfATableAreFoundAndComparedWithTheLabel() throws Exception {
    Path file = write("shoppers.csv", table());

    JsonNode found = evaluate("--data", file.toString(), "--label", "kind");

    assertThat(found.at("/metrics/k").asInt()).isEqualTo(3);
    assertThat(found.at("/metrics/ari").asDouble()).isGreaterThan(0.98);
    assertThat(found.at("/metrics/nmi").asDouble()).isGreaterThan(0.95);
    assertThat(found.at("/metrics/sameName").asDouble()).isGreaterThan(0.95);
    assertThat(found.at("/metrics/stability").asDouble()).isGreaterThan(0.9);
    assertThat(found.at("/metrics/silhouette").asDouble())
        .isGreaterThanOrEqualTo(found.at("/baseline/silhouette").asDouble());
    assertThat(texts(found.at("/settings/columns"))).containsExactly("orders", "spend");
    assertThat(texts(found.at("/settings/logarithm"))).contains("spend");
    assertThat(texts(found.path("notes")))
        .containsExactly(
            "left out, ids or running numbers: customer_id",
            "left out, two values only; --features takes them: newsletter");
    assertThat(found.path("clusters")).hasSize(3);
    assertThat(found.at("/clusters/0/name").asString()).isNotEmpty();
  }

  @Test
  void customersOfATransactionLogAreGroupedByRecencyFrequencyAndMoney() throws Exception {
    Path file = write("log.csv", log());

    JsonNode found = evaluate("--data", file.toString(), "--algorithm", "k-means", "--k", "3");

    assertThat(found.at("/settings/rows").asInt()).isEqualTo(90);
    assertThat(texts(found.at("/settings/columns")))
        .containsExactly("recencyDays", "frequency", "money");
    assertThat(found.at("/clusters/0/size").asInt()).isEqualTo(30);
    assertThat(texts(found.path("notes")).getFirst()).startsWith("read as a transaction log");
  }

  @Test
  void aTableThatLooksLikeALogSaysSo() throws Exception {
    List<String> rows = new ArrayList<>(log());
    rows.set(0, "Wer,Wann,Summe");
    Path file = write("log.csv", rows);

    JsonNode found = evaluate("--data", file.toString(), "--k", "2");
    JsonNode asked =
        evaluate("--data", file.toString(), "--k", "2", "--id", "Wer", "--date", "Wann");

    assertThat(texts(found.path("notes")))
        .contains(
            "looks like a log, of which each row is grouped by itself: to group customers, name their column, such as --id Wer --date Wann");
    assertThat(asked.at("/settings/rows").asInt()).isEqualTo(90);
  }

  @Test
  void aLogMayHaveDatesWithSlashesAndDecimalCommas() throws Exception {
    Path file =
        write(
            "log.csv",
            log().stream()
                .map(row -> row.replaceAll("([0-9]{4})-([0-9]{2})-([0-9]{2})", "$3/$2/$1"))
                .map(row -> row.replace(",", ";").replace(".", ","))
                .toList());

    JsonNode found = evaluate("--data", file.toString(), "--algorithm", "k-means", "--k", "3");

    assertThat(found.at("/settings/rows").asInt()).isEqualTo(90);
  }

  @Test
  void aTableMayHaveDecimalCommas() throws Exception {
    Path file =
        write(
            "shoppers.csv",
            table().stream().map(row -> row.replace(",", ";").replace(".", ",")).toList());

    JsonNode found = evaluate("--data", file.toString(), "--label", "kind");

    assertThat(texts(found.at("/settings/columns"))).containsExactly("orders", "spend");
    assertThat(found.at("/metrics/ari").asDouble()).isGreaterThan(0.98);
    assertThat(texts(found.path("notes"))).contains("spend: numbers with decimal commas");
  }

  @Test
  void aLogWithoutNamesIsRecognisedByItsDates() throws Exception {
    List<String> rows = new ArrayList<>(log());
    rows.removeFirst();
    Path file =
        write(
            "log.txt",
            rows.stream()
                .filter(row -> !row.contains("-5"))
                .map(row -> row.replace("-", "").replace(",", "  "))
                .toList());

    JsonNode found = evaluate("--data", file.toString(), "--k", "3");

    assertThat(found.at("/settings/rows").asInt()).isEqualTo(90);
  }

  @Test
  void categoriesTakePartWhenAskedFor() throws Exception {
    Path file = write("shoppers.csv", table());

    JsonNode found =
        evaluate("--data", file.toString(), "--features", "spend,newsletter", "--k", "2");

    assertThat(texts(found.at("/settings/columns")))
        .containsExactly("spend", "newsletter=no", "newsletter=yes");
  }

  @Test
  void theSameSeedGivesTheSameFigures() throws Exception {
    Path file = write("shoppers.csv", table());

    JsonNode once = evaluate("--data", file.toString(), "--k", "3", "--seed", "7");
    JsonNode again = evaluate("--data", file.toString(), "--k", "3", "--seed", "7");

    assertThat(again.path("metrics")).isEqualTo(once.path("metrics"));
    assertThat(again.path("clusters")).isEqualTo(once.path("clusters"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --algorithm | guess   | --algorithm must be one of auto, k-means, x-means, hdbscan, dbscan, not 'guess'.
          --k         | 1       | --k needs a whole number from 2 to 50, not '1'.
          --label     | shoe    | There is no column 'shoe'; there are customer_id, orders, spend, newsletter, kind.
          --features  | a,spend | There is no column 'a'; there are customer_id, orders, spend, newsletter, kind.
          --cut       | 1       | '--cut' is not known to evaluate; ./run --help shows what is.
          """)
  void mistakesAreToldInASentence(String option, String value, String sentence) throws Exception {
    Path file = write("shoppers.csv", table());

    assertThatThrownBy(() -> evaluate("--data", file.toString(), option, value))
        .isInstanceOf(EvaluationRefusal.class)
        .hasMessage(sentence);
  }

  @Test
  void tooFewRowsAreNoEvidence() throws Exception {
    Path file = write("few.csv", table().subList(0, 15));

    assertThatThrownBy(() -> evaluate("--data", file.toString()))
        .isInstanceOf(EvaluationRefusal.class)
        .hasMessage("There are 14 rows, but 20 are needed: 10 for each group.");
  }

  @Test
  void aTableOfTextsHasNothingToGroupBy() throws Exception {
    List<String> rows = new ArrayList<>(List.of("name,remark"));
    for (int i = 0; i < 40; i++) {
      rows.add("person %c%c,said %c%c".formatted('a' + i % 20, 'a' + i % 23, 'a' + i % 22, 'c'));
    }
    Path file = write("texts.csv", rows);

    assertThatThrownBy(() -> evaluate("--data", file.toString()))
        .isInstanceOf(EvaluationRefusal.class)
        .hasMessageContaining("has no column to group by");
  }

  private Path write(String name, List<String> lines) throws IOException {
    return Files.write(folder.resolve(name), lines);
  }

  private JsonNode evaluate(String... arguments) throws InterruptedException {
    Path json = folder.resolve("result.json");
    List<String> all = new ArrayList<>(List.of("--protocol", "cluster", "--json", json.toString()));
    all.addAll(Arrays.asList(arguments));
    var printed = new ByteArrayOutputStream();
    EvaluateCommand.evaluator(new PrintStream(printed, true, StandardCharsets.UTF_8), 1).run(all);
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("silhouette").contains("chosen:");
    return JsonMapper.shared().readTree(json.toFile());
  }

  /** Three kinds, a running id, a flag that says nothing; spend has a long tail. */
  private static List<String> table() {
    Random random = new Random(1);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      int kind = i % 3;
      double orders = (kind == 1 ? 30 : 10) + 2 * random.nextGaussian();
      double spend = Math.exp((kind == 2 ? 7 : 3) + 0.4 * random.nextGaussian());
      rows.add(
          String.format(
              Locale.ROOT,
              "%.2f,%.2f,%s,kind%d",
              orders,
              spend,
              random.nextBoolean() ? "yes" : "no",
              kind));
    }
    Collections.shuffle(rows, random);
    List<String> table = new ArrayList<>(List.of("customer_id,orders,spend,newsletter,kind"));
    for (int i = 0; i < rows.size(); i++) {
      table.add((i + 1) + "," + rows.get(i));
    }
    return table;
  }

  /** Thirty who buy often, thirty who bought once lately, thirty who bought once long ago. */
  private static List<String> log() {
    List<String> rows = new ArrayList<>(List.of("CustomerID,InvoiceDate,Amount"));
    for (int i = 0; i < 30; i++) {
      for (int month = 1; month <= 9; month++) {
        rows.add("often%d,2024-%02d-%02d,%d".formatted(i, month, 1 + i % 28, 80 + i));
      }
      rows.add("lately%d,2024-09-%02d,%d".formatted(i, 1 + i % 28, 20 + i % 7));
      rows.add("gone%d,2024-01-%02d,%d".formatted(i, 1 + i % 28, 20 + i % 5));
      rows.add("often%d,2024-09-28,-5".formatted(i));
    }
    return rows;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asString()));
    return texts;
  }
}
