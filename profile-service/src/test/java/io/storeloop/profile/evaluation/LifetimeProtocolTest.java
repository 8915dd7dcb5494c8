package io.storeloop.profile.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.algorithms.lifetime.BetaGeometricNbd;
import io.storeloop.algorithms.lifetime.PurchaseFamily;
import io.storeloop.algorithms.lifetime.PurchaseHistory;
import io.storeloop.algorithms.lifetime.PurchaseLog;
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
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LifetimeProtocolTest {
  private static final PurchaseNames NOTHING_NAMED =
      new PurchaseNames("--customer", Optional.empty(), Optional.empty(), Optional.empty());

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.234,50 €;12,00;€ 5|1234.50 12.00 5.00",
        "1,234.50;$12.00;5|1234.50 12.00 5.00",
        "1,234;834;5|1234.00 834.00 5.00",
        "1,234;2,500;0,500|1.23 2.50 0.50",
        "1.234;12,5;5|1234.00 12.50 5.00"
      })
  void theWholeColumnTellsWhatACommaIs(String amounts, String expected) throws Exception {
    String[] cells = amounts.split(";", -1);
    Path table =
        file(
            "money.csv",
            "customer;date;amount\nanna;2024-01-01;%s\nanna;2024-01-02;%s\nanna;2024-01-03;%s\n"
                .formatted((Object[]) cells));

    PurchaseLog log = PurchaseFile.read(table, NOTHING_NAMED).log();

    double[] byDay = new double[3];
    int first = (int) LocalDate.of(2024, 1, 1).toEpochDay();
    for (int day = 0; day < byDay.length; day++) {
      byDay[day] = log.amounts(first + day - 1, first + day)[0];
    }
    assertThat("%.2f %.2f %.2f".formatted(byDay[0], byDay[1], byDay[2])).isEqualTo(expected);
  }

  @Test
  void idsOfOrdersThatBeginWithACAreNoCancellations() throws Exception {
    Path shop =
        file(
            "o.csv",
            "Order ID,Customer ID,Order Date,Sales\nCA-2016-1,anna,11/8/2016,5\nC1,ben,11/18/2016,6\n");
    Path invoices =
        file(
            "i.csv",
            "InvoiceNo,CustomerID,InvoiceDate,Amount\n1,anna,2016-11-08,5\nC2,anna,2016-11-09,5\n");

    assertThat(PurchaseFile.read(shop, NOTHING_NAMED).rows()).isEqualTo(2);
    assertThat(PurchaseFile.read(invoices, NOTHING_NAMED).rows()).isEqualTo(1);
  }

  @Test
  void aCustomerThatIsNotKnownIsNobody() throws Exception {
    Path table = file("n.csv", "user_id,date\nnan,2024-01-01\nNULL,2024-01-01\nanna,2024-01-02\n");

    PurchaseFile.Purchases read = PurchaseFile.read(table, NOTHING_NAMED);

    assertThat(read.log().customers()).isEqualTo(1);
    assertThat(read.notes()).containsExactly("2 rows name no customer and are left out.");
  }

  @Test
  void rowsWithAWrongDateAreLeftOutAndCountedByEveryReader() throws Exception {
    StringBuilder text = new StringBuilder("customer_id,date,amount\n");
    for (Purchase one : simulated()) {
      text.append("%d,%s,%.2f%n".formatted(one.customer(), one.day(), one.amount()).repeat(4));
    }
    Path table = file("wrong.csv", text + "1,2099-12-31,5\n");

    PurchaseFile.Purchases read = PurchaseFile.read(table, NOTHING_NAMED);
    ActFile.Acts acts = ActFile.read(table, NOTHING_NAMED);
    ClusterRows rows = PurchaseLogRows.read(table, NOTHING_NAMED, 1).orElseThrow();

    assertThat(LocalDate.ofEpochDay(read.log().lastDay()).getYear()).isLessThan(2026);
    assertThat(read.notes()).anyMatch(note -> note.startsWith("1 row (2099-12-31) further"));
    assertThat(acts.last()).isBefore("2026-01-01T00:00:00Z");
    assertThat(acts.notes()).isEqualTo(read.notes());
    assertThat(rows.notes()).containsAll(read.notes());
  }

  @Test
  void whoeverComesAgainIsTheCustomerOfOrders() throws Exception {
    Path table =
        file(
            "o.csv",
            "order_id,customer_id,customer_unique_id,order_purchase_timestamp\n"
                + "1,x1,anna,2024-01-01 10:00:00\n2,x2,anna,2024-01-02 10:00:00\n");

    assertThat(PurchaseFile.read(table, NOTHING_NAMED).log().customers()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1234567890,2024-01-01,5\n1234567891,2024-02-01,6\n",
        "1000000001,1704067200000,5\n1000000002,1706745600000,6\n",
        "1000000001,1704067200,5\n1000000002,1706745600,6\n",
        "1;01.01.2024;5,50\n2;01.02.2024;6,50\n",
        "anna;01/01/2024;$5\nben;02/13/2024;$6\n"
      })
  void longIdsAreNoDatesAndTheFirstRowIsOneOfData(String text) throws Exception {
    PurchaseLog log = PurchaseFile.read(file("x.csv", text), NOTHING_NAMED).log();

    assertThat(log.customers()).isEqualTo(2);
    assertThat(log.firstDay()).isEqualTo((int) LocalDate.of(2024, 1, 1).toEpochDay());
    assertThat(log.lastDay()).isGreaterThanOrEqualTo((int) LocalDate.of(2024, 2, 1).toEpochDay());
  }

  @Test
  void columnsMayBeNamed() throws Exception {
    Path named = file("a.csv", "who,when,sum\nanna,2024-01-01,5\nben,2024-02-01,6\n");
    Path unnamed = file("b.csv", "5,x,2024-01-01,anna\n6,x,2024-02-01,ben\n");

    assertThat(PurchaseFile.read(named, names("who", "When", "sum")).log().customers())
        .isEqualTo(2);
    PurchaseFile.Purchases read = PurchaseFile.read(unnamed, names("4", "column3", "1"));
    assertThat(read.log().customers()).isEqualTo(2);
    assertThat(read.amounts()).isTrue();
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() -> PurchaseFile.read(named, names("whom", "when", "sum")))
        .withMessage("There is no column 'whom' (--customer); there are who, when, sum.");
  }

  @Test
  void runningDaysAreDays() throws Exception {
    Path table = file("d.csv", "household_key,DAY,SALES_VALUE\n1,1,5\n1,200,6\n");

    PurchaseLog log = PurchaseFile.read(table, NOTHING_NAMED).log();

    assertThat(log.lastDay() - log.firstDay()).isEqualTo(199);
  }

  private static PurchaseNames names(String customer, String date, String amount) {
    return new PurchaseNames(
        "--customer", Optional.of(customer), Optional.of(date), Optional.of(amount));
  }

  @Test
  void amountsMayCarryACurrencyAndEitherDecimalSign() throws Exception {
    Path table =
        file(
            "money.csv", "customer;date;amount\nanna;2024-01-01;$1,000.50\nanna;2024-01-02;7,25\n");

    double[] amounts =
        PurchaseFile.read(table, NOTHING_NAMED)
            .log()
            .amounts(0, (int) LocalDate.of(2025, 1, 1).toEpochDay());

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
