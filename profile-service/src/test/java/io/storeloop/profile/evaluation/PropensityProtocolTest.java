package io.storeloop.profile.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.Evaluator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PropensityProtocolTest {
  private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);

  @TempDir private Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Evaluator command =
      EvaluateCommand.evaluator(new PrintStream(printed, true, StandardCharsets.UTF_8), 1);

  @Test
  void aFileOfOrdersIsJudgedPrintedAndWritten() throws Exception {
    Path json = folder.resolve("result.json");

    command.run(
        List.of(
            "--protocol",
            "propensity",
            "--data",
            orders(200).toString(),
            "--horizon",
            "30d",
            "--cuts",
            "1",
            "--budget",
            "1s",
            "--json",
            json.toString()));

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("propensity: purchase within 30 days", "120 shoppers", "against recency");
    JsonNode result = JsonMapper.shared().readTree(Files.readString(json));
    assertThat(result.at("/metrics/auc").doubleValue()).isBetween(0.0, 1.0);
    assertThat(result.at("/cuts").size()).isEqualTo(1);
    assertThat(result.at("/cuts/0/baseline/recency/auc").doubleValue()).isBetween(0.0, 1.0);
  }

  @Test
  void aShortFileAndAnotherTargetAreRefused() throws IOException {
    String data = orders(40).toString();

    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() ->
            command.run(List.of("--protocol", "propensity", "--data", data, "--horizon", "30d")))
        .withMessageContaining("not enough evidence");
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() ->
            command.run(
                List.of("--protocol", "propensity", "--data", data, "--target", "next-purchase")))
        .withMessageContaining("--target is purchase or churn");
  }

  @Test
  void whatEvidenceIsMissingIsSaidWithoutTheNameOfAClass() throws IOException {
    StringBuilder once = new StringBuilder("customer,date\n");
    StringBuilder together = new StringBuilder("customer,date\n");
    for (int customer = 0; customer < 60; customer++) {
      once.append("c%d,%s\n".formatted(customer, FIRST.plusDays(3L * customer)));
      together.append("c%d,%s\n".formatted(customer, FIRST.plusDays(customer % 40)));
      together.append("c%d,%s\n".formatted(customer, FIRST.plusDays(45 + customer % 30)));
    }
    once.append("c0,%s\n".formatted(FIRST.plusDays(170)));
    together.append("late,%s\n".formatted(FIRST.plusDays(140)));
    Path onceEach = Files.writeString(folder.resolve("once.csv"), once.toString());
    Path nobodyAtTheEnd = Files.writeString(folder.resolve("together.csv"), together.toString());

    assertRefused(onceEach, "0 customers who bought again, 3 are needed");
    assertRefused(nobodyAtTheEnd, "of 60 shoppers 0 buy within the horizon");
  }

  private void assertRefused(Path data, String missing) {
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() ->
            command.run(
                List.of(
                    "--protocol",
                    "propensity",
                    "--data",
                    data.toString(),
                    "--horizon",
                    "30d",
                    "--cuts",
                    "1",
                    "--budget",
                    "1s")))
        .withMessageContaining("not enough evidence at")
        .withMessageContaining(missing)
        .withMessageNotContaining("Exception");
  }

  /** 120 customers who order every ten to seventy days. */
  private Path orders(int days) throws IOException {
    var random = new SplittableRandom(5);
    StringBuilder text = new StringBuilder("customer,date,item,amount\n");
    for (int customer = 0; customer < 120; customer++) {
      int gap = 10 + random.nextInt(60);
      for (int day = random.nextInt(20); day < days; day += 1 + random.nextInt(2 * gap)) {
        text.append(
            "c%d,%s,i%d,%d\n".formatted(customer, FIRST.plusDays(day), day % 7, 5 + day % 9));
      }
    }
    return Files.writeString(folder.resolve("orders-" + days + ".csv"), text.toString());
  }
}
