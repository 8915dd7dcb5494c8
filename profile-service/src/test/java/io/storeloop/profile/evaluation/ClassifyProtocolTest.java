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
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClassifyProtocolTest {
  @TempDir private Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Evaluator command =
      EvaluateCommand.evaluator(new PrintStream(printed, true, StandardCharsets.UTF_8), 1);

  @Test
  void aTableIsJudgedPrintedAndWritten() throws Exception {
    Path data = table(120);
    Path json = folder.resolve("result.json");

    command.run(
        List.of(
            "--protocol",
            "classify",
            "--data",
            data.toString(),
            "--label",
            "churn",
            "--folds",
            "2",
            "--budget",
            "1s",
            "--json",
            json.toString()));

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("120 rows judged", "logistic regression", "reasons of three rows");
    JsonNode result = JsonMapper.builder().build().readTree(Files.readString(json));
    assertThat(result.at("/metrics/auc").doubleValue()).isBetween(0.6, 1.0);
    assertThat(result.at("/baseline/logistic/auc").doubleValue()).isBetween(0.6, 1.0);
    assertThat(result.at("/baseline/prevalence/auc").doubleValue()).isEqualTo(0.5);
    assertThat(result.at("/calibration").size()).isPositive();
    assertThat(result.at("/leftOut/id").stringValue()).contains("id");
    JsonNode example = result.at("/examples/0");
    double sum = example.at("/base").doubleValue();
    for (JsonNode share : example.at("/shares")) {
      sum += share.at("/contribution").doubleValue();
    }
    assertThat(Math.abs(sum - example.at("/margin").doubleValue())).isLessThan(1e-6);
  }

  @Test
  void tooFewRowsAreNoEvidence() throws IOException {
    Path data = table(30);

    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() ->
            command.run(
                List.of("--protocol", "classify", "--data", data.toString(), "--label", "churn")))
        .withMessageContaining("not enough evidence");
  }

  private Path table(int rows) throws IOException {
    var random = new SplittableRandom(5);
    StringBuilder text = new StringBuilder("id,orders,channel,churn\n");
    for (int row = 0; row < rows; row++) {
      int orders = random.nextInt(12);
      boolean churn = orders + random.nextInt(6) < 8;
      text.append(
          "%d,%d,%s,%s\n"
              .formatted(row, orders, random.nextBoolean() ? "web" : "app", churn ? 1 : 0));
    }
    return Files.writeString(folder.resolve("data.csv"), text.toString());
  }
}
