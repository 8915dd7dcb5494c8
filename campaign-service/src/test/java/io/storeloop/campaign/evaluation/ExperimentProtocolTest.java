package io.storeloop.campaign.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.Evaluator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExperimentProtocolTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Evaluator command =
      EvaluateCommand.evaluator(new PrintStream(printed, true, StandardCharsets.UTF_8), 1);

  @TempDir private Path folder;
  private Path mails;

  @BeforeEach
  void anExperimentWithTwoMails() throws IOException {
    // visits 20 % without, 30 % with the first mail, 20 % with the second; history foretells spend
    var random = new Random(1);
    List<String> rows = new ArrayList<>(List.of("customer_id,history,channel,segment,visit,spend"));
    String[] arms = {"No E-Mail", "First", "Second"};
    for (int user = 0; user < 6_000; user++) {
      String arm = arms[user % 3];
      double history = 100 + 20 * random.nextGaussian();
      int visit = random.nextDouble() < (arm.equals("First") ? 0.3 : 0.2) ? 1 : 0;
      double spend = 0.5 * history + 7 * random.nextGaussian();
      rows.add(
          "%d,%.2f,%s,%s,%d,%.2f"
              .formatted(user, history, user % 2 == 0 ? "Web" : "Phone", arm, visit, spend));
    }
    mails = folder.resolve("mails.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(mails))) {
      out.write(String.join("\n", rows).getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void everyArmIsComparedWithTheControlInEveryOutcome() throws Exception {
    JsonNode json = evaluate("--protocol", "experiment", "--data", mails.toString());

    JsonNode visit = json.at("/metrics/First/visit");
    assertThat(visit.at("/difference").asDouble()).isCloseTo(0.1, within(0.04));
    assertThat(visit.at("/interval/0").asDouble()).isGreaterThan(0);
    assertThat(visit.at("/verdict").asString()).isEqualTo("higher");
    assertThat(json.at("/metrics/Second/visit/verdict").asString()).isEqualTo("no effect shown");
    assertThat(json.at("/settings/control").asString()).isEqualTo("No E-Mail");
    assertThat(json.at("/sampleRatio/alarm").asBoolean()).isFalse();
    assertThat(json.at("/baseline/First/visit/difference").asDouble())
        .isEqualTo(visit.at("/difference").asDouble());
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("First less No E-Mail", "adjusted by: history, channel", "sample ratio");
  }

  @Test
  void whatWasKnownBeforeNarrowsTheInterval() throws Exception {
    JsonNode json = evaluate("--protocol", "experiment", "--data", mails.toString());

    // history explains 10² of 10² + 7² of spend's variance
    JsonNode spend = json.at("/metrics/First/spend");
    assertThat(spend.at("/cuped/varianceReduction").asDouble()).isCloseTo(0.67, within(0.05));
    assertThat(spend.at("/regressionAdjusted/varianceReduction").asDouble())
        .isCloseTo(0.67, within(0.05));
    assertThat(width(spend.at("/cuped/interval"))).isLessThan(0.7 * width(spend.at("/interval")));
    assertThat(width(spend.at("/alwaysValidInterval")))
        .isGreaterThan(1.5 * width(spend.at("/interval")));
  }

  @Test
  void aColumnThatDiffersBetweenTheArmsWasNotKnownBefore() throws Exception {
    // clicks and the hour of the last of them came of the mail, and so did most of what was spent
    var random = new Random(2);
    List<String> rows =
        new ArrayList<>(List.of("history,channel,segment,clicks,last_hour,device,spend"));
    for (int user = 0; user < 2_000; user++) {
      boolean mailed = user % 2 == 0;
      int clicks = random.nextInt(mailed ? 4 : 2);
      rows.add(
          "%d,%s,%s,%d,%s,%s,%.2f"
              .formatted(
                  random.nextInt(100),
                  random.nextBoolean() ? "Web" : "Phone",
                  mailed ? "mail" : "control",
                  clicks,
                  mailed ? Integer.toString(random.nextInt(24)) : "",
                  mailed && random.nextInt(3) == 0 ? "reader" : "desk",
                  5.0 * clicks + random.nextGaussian()));
    }
    Path file = Files.write(folder.resolve("clicks.csv"), rows);

    JsonNode json = evaluate("--protocol", "experiment", "--data", file.toString());

    assertThat(json.at("/settings/covariates").toString()).isEqualTo("[\"history\",\"channel\"]");
    assertThat(json.at("/settings/leftOut").propertyNames())
        .containsExactly("clicks", "last_hour", "device");
    assertThat(json.at("/metrics/mail/spend/cuped/difference").asDouble())
        .isCloseTo(5.0, within(1.0));
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("adjusted by: history, channel", "left out: clicks (differs between the arms");
  }

  @Test
  void optionsSayWhatIsComparedAndByWhat() throws Exception {
    JsonNode json =
        evaluate(
            "--protocol=experiment",
            "--data",
            mails.toString(),
            "--treatment",
            "segment",
            "--control",
            "First",
            "--treated",
            "Second",
            "--outcomes",
            "spend",
            "--covariates",
            "none",
            "--shares",
            "0.2,0.4,0.4");

    assertThat(json.at("/metrics").propertyNames()).containsExactly("Second");
    assertThat(json.at("/metrics/Second").propertyNames()).containsExactly("spend");
    assertThat(json.at("/metrics/Second/spend").has("cuped")).isFalse();
    assertThat(json.at("/sampleRatio/alarm").asBoolean()).isTrue();
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("ALARM");
  }

  @Test
  void whatMakesNoSenseIsRefusedInOneSentence() throws Exception {
    assertRefused("There is no column 'arm' (--treatment)", "--treatment", "arm");
    assertRefused("There is no arm 'Third' (--control)", "--control", "Third");
    assertRefused("There is no arm 'Third' (--treated)", "--treated", "Third");
    assertRefused("'channel' must be a number, up to 1.0E30, not", "--outcomes", "channel");
    assertRefused("--shares needs a share for each", "--shares", "0.5,0.5");
    assertRefused("--confidence needs", "--confidence", "95");
    Files.writeString(folder.resolve("small.csv"), "group,visit\na,1\nb,0\n");
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() ->
            command.run(
                List.of(
                    "--protocol",
                    "experiment",
                    "--data",
                    folder.resolve("small.csv").toString(),
                    "--control",
                    "a")))
        .withMessageContaining("not enough evidence");
  }

  private void assertRefused(String sentence, String... more) {
    List<String> line =
        new ArrayList<>(List.of("--protocol", "experiment", "--data", mails.toString()));
    line.addAll(List.of(more));
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() -> command.run(line))
        .withMessageContaining(sentence);
  }

  private static double width(JsonNode interval) {
    return interval.get(1).asDouble() - interval.get(0).asDouble();
  }

  private JsonNode evaluate(String... arguments) throws Exception {
    Path json = folder.resolve("result.json");
    List<String> line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--json", json.toString()));
    command.run(line);
    return JsonMapper.builder().build().readTree(json);
  }
}
