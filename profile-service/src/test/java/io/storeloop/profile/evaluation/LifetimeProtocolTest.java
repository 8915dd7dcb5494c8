package io.storeloop.profile.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.lifetime.BetaGeometricNbd;
import io.storeloop.algorithms.lifetime.PurchaseFamily;
import io.storeloop.algorithms.lifetime.PurchaseHistory;
import io.storeloop.algorithms.lifetime.PurchaseProcess;
import io.storeloop.common.evaluation.EvaluationRefusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LifetimeProtocolTest {
  private static final LocalDate OPENING = LocalDate.of(2024, 1, 1);

  @TempDir private Path folder;

  private record Purchase(int customer, LocalDate day, double amount) {}

  /** 150 customers who come in the first quarter and are watched for a year. */
  private static List<Purchase> simulated() {
    PurchaseProcess process = new BetaGeometricNbd(PurchaseFamily.BG_NBD, 0.8, 5, 0.8, 2.5);
    var random = new Random(3);
    double[] times = new double[1_000];
    List<Purchase> purchases = new ArrayList<>();
    for (int customer = 0; customer < 150; customer++) {
      LocalDate first = OPENING.plusDays(random.nextInt(90));
      double usual = 10 + 30 * random.nextDouble();
      purchases.add(new Purchase(customer, first, usual));
      int count = process.draw(PurchaseHistory.NEWCOMER, 39, random, times);
      for (int i = 0; i < count; i++) {
        LocalDate day = first.plusDays((int) Math.ceil(7 * times[i]));
        purchases.add(new Purchase(customer, day, usual * (0.5 + random.nextDouble())));
      }
    }
    return purchases;
  }

  private String run(String... arguments) throws InterruptedException {
    var out = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of("--protocol", "lifetime"));
    all.addAll(List.of(arguments));
    EvaluateCommand.evaluator(new PrintStream(out, true, StandardCharsets.UTF_8), 1).run(all);
    return out.toString(StandardCharsets.UTF_8);
  }

  private JsonNode json(Path data, String... more) throws InterruptedException {
    Path json = folder.resolve("result.json");
    List<String> arguments =
        new ArrayList<>(List.of("--data", data.toString(), "--json", json.toString()));
    arguments.addAll(List.of(more));
    run(arguments.toArray(String[]::new));
    return new JsonMapper().readTree(json);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path table() throws IOException {
    StringBuilder text = new StringBuilder("customer_id,date,amount\n");
    for (Purchase one : simulated()) {
      text.append("%d,%s,%.2f%n".formatted(one.customer(), one.day(), one.amount()));
    }
    return file("purchases.csv", text.toString());
  }

  @Test
  void judgesAndTellsInTableAndJson() throws Exception {
    Path table = table();
    JsonNode json = json(table);

    JsonNode metrics = json.get("metrics");
    assertThat(metrics.get("mae").asDouble())
        .isLessThan(json.get("baseline").get("rateMae").asDouble());
    assertThat(metrics.get("aucExpected").asDouble()).isGreaterThan(0.6);
    assertThat(metrics.get("intervalCoverage").asDouble()).isCloseTo(0.8, within(0.06));
    assertThat(metrics.get("actualTotal").asDouble())
        .isBetween(
            metrics.get("predictedTotalLower").asDouble() * 0.8,
            metrics.get("predictedTotalUpper").asDouble() * 1.2);
    assertThat(metrics.has("concordance")).isTrue();
    assertThat(metrics.has("auc30Days")).isTrue();
    assertThat(metrics.has("spendMae")).isTrue();
    assertThat(json.get("parameters").propertyNames())
        .contains("bgNbd", "mbgNbd", "paretoNbd", "gammaGamma", "rhythm");
    assertThat(json.get("parameters").get("bgNbd").propertyNames())
        .contains("r", "alpha", "a", "b", "logLikelihood");
    assertThat(json.get("families").propertyNames())
        .containsExactly("bgNbd", "mbgNbd", "paretoNbd", "rhythm");
    assertThat(json.get("families").get("rhythm").get("intervalCoverage").asDouble())
        .isCloseTo(0.8, within(0.06));
    assertThat(json.get("settings").get("family").asString()).isNotEqualTo("none");
    assertThat(json.get("calibration").size()).isEqualTo(10);
    assertThat(json.get("seconds").has("total")).isTrue();
    assertThat(run("--data", table.toString(), "--json", folder.resolve("again.json").toString()))
        .contains("BG/NBD", "Pareto/NBD", "Gamma-Gamma", "Never rank by P(alive)");
    // the same seed
    assertThat(new JsonMapper().readTree(folder.resolve("again.json")).get("metrics"))
        .isEqualTo(metrics);
  }

  @Test
  void everyLayoutTellsTheSame() throws Exception {
    JsonNode expected = json(table()).get("metrics");
    StringBuilder lines =
        new StringBuilder("InvoiceNo;StockCode;Quantity;InvoiceDate;UnitPrice;CustomerID\n");
    StringBuilder blank = new StringBuilder();
    StringBuilder events = new StringBuilder("user_id\titem\ttype\ttime\tvalue\n");
    for (Purchase one : simulated()) {
      lines.append(
          "5%d;SOCKS;2;%s 10:30:00;%.3f;%d.0%n"
              .formatted(one.customer(), one.day(), one.amount() / 2, one.customer()));
      lines.append(
          "C5%d;SOCKS;-2;%s 11:00:00;3;%d.0%n"
              .formatted(one.customer(), one.day(), one.customer()));
      lines.append("5;SOCKS;2;%s 11:00:00;3;%n".formatted(one.day()));
      String compact = one.day().toString().replace("-", "");
      blank.append(
          " %05d %04d %s  1 %6.2f\r%n"
              .formatted(one.customer() * 3, one.customer(), compact, one.amount()));
      events.append(
          "u%d\tx\tpurchase\t%sT08:00:00Z\t%.2f%n"
              .formatted(one.customer(), one.day(), one.amount()));
      events.append(
          "u%d\tx\tview\t%sT07:00:00Z\t0%n".formatted(one.customer(), one.day().minusDays(1)));
    }

    for (Path layout :
        List.of(
            file("invoices.csv", lines.toString()),
            packed("sample.txt.gz", blank.toString()),
            file("events.tsv", events.toString()))) {
      JsonNode metrics = json(layout).get("metrics");
      assertThat(metrics.get("predictedTotal").asDouble())
          .as(layout.toString())
          .isCloseTo(expected.get("predictedTotal").asDouble(), within(0.01));
      assertThat(metrics.get("predictedSpend").asDouble())
          .as(layout.toString())
          .isCloseTo(expected.get("predictedSpend").asDouble(), within(20.0));
    }
  }

  @Test
  void theWholeColumnTellsWhetherTheMonthStandsFirst() throws Exception {
    Path monthFirst = file("m.csv", "customer,date\nanna,1/2/2024 8:26\nben,1/31/2024 9:00\n");
    Path dayFirst = file("d.csv", "customer,date\nanna,1.2.2024\nben,31.1.2024\n");
    Path undecided = file("u.csv", "customer,date\nanna,1/2/2024\n");

    assertThat(PurchaseDates.of(monthFirst, 1).day("1/2/2024 8:26"))
        .contains((int) LocalDate.of(2024, 1, 2).toEpochDay());
    assertThat(PurchaseDates.of(dayFirst, 1).day("1.2.2024"))
        .contains((int) LocalDate.of(2024, 2, 1).toEpochDay());
    assertThat(PurchaseDates.of(dayFirst, 1).day("1.13.2024")).isEmpty();
    assertThat(PurchaseDates.of(undecided, 1)).isEqualTo(new PurchaseDates(true, true));
  }

  @Test
  void amountsMayCarryACurrencyAndEitherDecimalSign() throws Exception {
    Path table =
        file(
            "money.csv", "customer;date;amount\nanna;2024-01-01;$1,000.50\nanna;2024-01-02;7,25\n");

    double[] amounts =
        PurchaseFile.read(table).log().amounts(0, (int) LocalDate.of(2025, 1, 1).toEpochDay());

    assertThat(amounts).containsExactly(1_007.75);
  }

  private Path packed(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    try (Writer writer =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
      writer.write(text);
    }
    return file;
  }

  @Test
  void readyHistoriesGiveParametersAndWhatTheyTell() throws Exception {
    StringBuilder text = new StringBuilder("ID,x,t_x,T,zbar,x_star\n");
    for (int i = 0; i < 60; i++) {
      int repeats = i % 4;
      text.append(
          String.format(
              Locale.ROOT,
              "%d,%d,%d,30,%d,%d%n",
              i,
              repeats,
              7 * repeats,
              20 * repeats,
              repeats / 2));
    }

    JsonNode json = json(file("histories.csv", text.toString()), "--horizon", "10");

    assertThat(json.get("parameters").has("gammaGamma")).isTrue();
    assertThat(json.get("metrics").get("actualTotal").asDouble()).isEqualTo(30);
    assertThat(json.get("settings").get("chosenBy").asString()).isEqualTo("likelihood");
    assertThat(json.get("settings").get("horizon").asDouble()).isEqualTo(10);
  }

  @Test
  void tooLittleIsSaidAndBaselinesRemain() throws Exception {
    Path few =
        file(
            "few.csv",
            "customer,date,amount\nanna,2024-01-01,5\nben,2024-01-03,5\nanna,2024-03-01,5\n");

    String text = run("--data", few.toString());
    JsonNode json = json(few);

    assertThat(text).contains("Insufficient evidence: 2 customers, 10 are needed.");
    assertThat(json.get("metrics").size()).isZero();
    assertThat(json.get("baseline").has("rateMae")).isTrue();
    assertThat(json.get("settings").get("family").asString()).isEqualTo("none");
  }

  @Test
  void whatCannotBeDoneIsRefusedInASentence() throws Exception {
    Path table = table();
    refuses("--unit needs weeks or days, not 'months'.", table, "--unit", "months");
    refuses("--cut needs the last day to learn from", table, "--cut", "soon");
    refuses("--cut needs a day between.", table, "--cut", "2020-01-01");
    refuses("--horizon needs a whole number from 1 to 3650", table, "--horizon", "0");
    refuses("'--label' is not known to evaluate", table, "--label", "x");
    refuses("no column names the customer", file("a.csv", "date,amount\n2024-01-01,5\n"));
    refuses("no column names the date", file("b.csv", "customer,amount\nanna,5\n"));
    refuses("line 2: 'never' is not a date", file("c.csv", "customer,date\nanna,never\n"));
    refuses(
        "line 3: 'much' is not a number",
        file("d.csv", "customer,date,amount\nanna,2024-01-01,1\nben,2024-01-02,much\n"));
    refuses(
        "there is no purchase in the file", file("e.csv", "customer,date,amount\n,2024-01-01,1\n"));
    refuses("a history needs repeats ≥ 0", file("f.csv", "x,t_x,T\n-3,0,5\n"));
    refuses("There is no readable file", folder.resolve("none.csv"));
  }

  private void refuses(String sentence, Path data, String... more) {
    List<String> arguments = new ArrayList<>(List.of("--data", data.toString()));
    arguments.addAll(List.of(more));
    assertThatThrownBy(() -> run(arguments.toArray(String[]::new)))
        .isInstanceOf(EvaluationRefusal.class)
        .hasMessageContaining(sentence);
  }
}
