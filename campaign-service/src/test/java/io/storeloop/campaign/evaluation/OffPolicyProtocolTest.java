package io.storeloop.campaign.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.Evaluator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OffPolicyProtocolTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Evaluator command =
      EvaluateCommand.evaluator(new PrintStream(printed, true, StandardCharsets.UTF_8), 1);

  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void aLogThatMostlyShowedShoes() throws IOException {
    // shoes 70 % of the time, clicked 10 %; socks 30 %, clicked 30 %
    var random = new SplittableRandom(2);
    List<String> rows = new ArrayList<>(List.of("item_id,position,click,propensity_score"));
    for (int row = 0; row < 5_000; row++) {
      boolean shoes = random.nextDouble() < 0.7;
      int click = random.nextDouble() < (shoes ? 0.1 : 0.3) ? 1 : 0;
      rows.add(
          "%s,%d,%d,%s"
              .formatted(shoes ? "SHOES" : "SOCKS", 1 + row % 3, click, shoes ? 0.7 : 0.3));
    }
    log = Files.write(folder.resolve("log.csv"), rows);
  }

  @Test
  void theValueOfShowingBothAlikeIsFound() throws Exception {
    JsonNode json = evaluate();

    for (String estimator : List.of("ips", "snips", "doublyRobust")) {
      assertThat(json.at("/metrics/" + estimator + "/value").asDouble())
          .isCloseTo(0.2, within(0.03));
    }
    // 1 / (0.5²/0.7 + 0.5²/0.3) of the decisions
    assertThat(json.at("/metrics/effectiveSampleSize").asDouble()).isCloseTo(4_200, within(150.0));
    assertThat(json.at("/baseline/loggingPolicy/value").asDouble()).isCloseTo(0.16, within(0.02));
    assertThat(json.at("/settings/context/0").asString()).isEqualTo("position");
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("doubly robust", "effective sample size");
  }

  @Test
  void aPolicyMayBeAFileOfProbabilities() throws Exception {
    Path socks =
        Files.writeString(folder.resolve("socks.csv"), "item_id,probability\nSOCKS,1\nSHOES,0\n");

    JsonNode json = evaluate("--policy", socks.toString(), "--on-policy", log.toString());

    assertThat(json.at("/metrics/snips/value").asDouble()).isCloseTo(0.3, within(0.04));
    assertThat(json.at("/baseline/onPolicy/value").asDouble())
        .isEqualTo(json.at("/baseline/loggingPolicy/value").asDouble());
  }

  @Test
  void anEstimateFromTooFewIsRefused() throws Exception {
    JsonNode json = evaluate("--least-ess", "5000");

    assertThat(json.at("/metrics/verdict").asString()).isEqualTo("insufficient_evidence");
    assertThat(json.at("/metrics").has("ips")).isFalse();
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("insufficient_evidence");
  }

  @Test
  void whatMakesNoSenseIsRefusedInOneSentence() throws Exception {
    Path hats = Files.writeString(folder.resolve("hats.csv"), "item_id,probability\nHATS,1\n");
    Path half = Files.writeString(folder.resolve("half.csv"), "item_id,probability\nSHOES,0.5\n");
    Path never =
        Files.writeString(folder.resolve("never.csv"), "action,reward,propensity\na,1,0\nb,1,1\n");

    assertRefused(log, "the log never took the action 'HATS'", "--policy", hats.toString());
    assertRefused(log, "add up to 0.5 instead of 1", "--policy", half.toString());
    Path twice =
        Files.writeString(
            folder.resolve("twice.csv"), "item_id,probability\nSHOES,0.5\nSHOES,0.5\n");
    assertRefused(log, "the action 'SHOES' is told twice", "--policy", twice.toString());
    assertRefused(log, "There is no column 'shown' (--action)", "--action", "shown");
    Path endless =
        Files.writeString(
            folder.resolve("endless.csv"), "action,reward,propensity\na,1e999,1\nb,1,1\n");
    Path tiny =
        Files.writeString(
            folder.resolve("tiny.csv"), "action,reward,propensity\na,1,1e-300\nb,1,1\n");
    Path one = Files.writeString(folder.resolve("one.csv"), "action,reward,propensity\na,1,1\n");
    Path none = Files.writeString(folder.resolve("none.csv"), "action,reward,propensity\n");
    assertRefused(endless, "the reward must be a number up to 1.0E30, not '1e999'");
    assertRefused(tiny, "the propensity must be 1.0E-12 or more, not '1e-300'");
    assertRefused(one, "the log has 1 decisions, and 2 are needed", "--least-ess", "1");
    assertRefused(none, "the log has 0 decisions");
    assertRefused(log, "the log has 1 decisions", "--on-policy", one.toString());
    assertRefused(never, "the propensity must be above 0 up to 1, not '0'");
  }

  private void assertRefused(Path data, String sentence, String... more) {
    List<String> line =
        new ArrayList<>(List.of("--protocol", "off-policy", "--data", data.toString()));
    line.addAll(List.of(more));
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() -> command.run(line))
        .withMessageContaining(sentence);
  }

  private JsonNode evaluate(String... more) throws Exception {
    Path json = folder.resolve("result.json");
    List<String> line =
        new ArrayList<>(
            List.of(
                "--protocol", "off-policy", "--data", log.toString(), "--json", json.toString()));
    line.addAll(List.of(more));
    command.run(line);
    return JsonMapper.builder().build().readTree(json);
  }
}
