package io.storeloop.profile.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.Evaluator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UpliftProtocolTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Evaluator command =
      EvaluateCommand.evaluator(new PrintStream(printed, true, StandardCharsets.UTF_8), 2);

  @TempDir private Path folder;

  @Test
  void aPlantedUpliftIsFoundAndAnEvenOneRefused() throws Exception {
    JsonNode json = evaluate(mails(6_000));

    // web users come anyway; the women's mail moves only readers, the men's mail everybody alike
    JsonNode women = json.at("/metrics/Womens");
    assertThat(women.at("/verdict").asString()).isEqualTo("reliable uplift ranking");
    assertThat(women.at("/topUplift").asDouble()).isCloseTo(0.3, within(0.15));
    assertThat(women.at("/auucOverRandomInterval/0").asDouble()).isGreaterThan(0);
    assertThat(women.at("/averageUplift").asDouble()).isCloseTo(0.1, within(0.06));
    assertThat(json.at("/metrics/Mens/verdict").asString()).isEqualTo("no reliable uplift ranking");
    assertThat(json.at("/baseline/Womens/random/auucOverRandom").asDouble()).isZero();
    assertThat(json.at("/bySeed/Womens")).hasSize(2);
    assertThat(json.at("/bySeed/Womens/0/responseRidge").asDouble()).isPositive();
    assertThat(json.at("/settings/leftOut/spend").asString()).isEqualTo("measured afterwards");
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("verdict: no reliable uplift ranking", "AUUC over random per customer");
  }

  @Test
  void whereGoalsAreWorthMoneySoIsUplift() throws Exception {
    Path data = mails(6_000);
    JsonNode goals = evaluate(data, "--treated", "Womens");

    JsonNode money = evaluate(data, "--treated", "Womens", "--goal-worth", "20,30");

    // a visit without the mail, 0.2 of all, loses what the mail takes off
    double lost = 10 * 0.2;
    assertThat(money.at("/metrics/Womens/averageUplift").asDouble())
        .isCloseTo(20 * goals.at("/metrics/Womens/averageUplift").asDouble() - lost, within(0.4));
    assertThat(money.at("/settings/goalWorth").toString()).isEqualTo("[20.0,30.0]");
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("a goal is worth 20.0");
  }

  @Test
  void aColumnThatDiffersBetweenTheArmsIsNotLearnedFrom() throws Exception {
    List<String> rows = new ArrayList<>(Files.readAllLines(mails(1_500)));
    rows.set(0, rows.getFirst() + ",opened,hour");
    for (int row = 1; row < rows.size(); row++) {
      boolean mailed = !rows.get(row).contains("No E-Mail");
      rows.set(
          row,
          "%s,%s,%s"
              .formatted(
                  rows.get(row), mailed && row % 2 == 0 ? "yes" : "no", mailed ? 8 + row % 9 : ""));
    }
    Path data = Files.write(folder.resolve("opened.csv"), rows);

    JsonNode json = evaluate(data, "--treated", "Womens");

    assertThat(json.at("/settings/features").toString()).isEqualTo("[\"reader\",\"channel\"]");
    assertThat(json.at("/settings/leftOut/opened").asString()).contains("not known before");
    assertThat(json.at("/settings/leftOut/hour").asString()).contains("not known before");
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("learned from reader, channel", "left out: opened (differs between the arms");
  }

  @Test
  void theSameSeedsGiveTheSameBytes() throws Exception {
    Path data = mails(1_500);

    JsonNode first = evaluate(data, "--treated", "Womens");
    JsonNode second = evaluate(data, "--treated", "Womens");

    assertThat(second.at("/metrics")).isEqualTo(first.at("/metrics"));
  }

  @Test
  void whatMakesNoSenseIsRefusedInOneSentence() throws Exception {
    Path data = mails(300);

    assertRefused(data, "not enough evidence", "--outcome", "visit");
    assertRefused(data, "must be 0 or 1", "--outcome", "spend");
    assertRefused(data, "--seeds needs", "--seeds", "a");
    for (String worth : List.of("a,b", "1", "1,0", "1,2,3", "NaN,1")) {
      assertRefused(data, "--goal-worth needs", "--goal-worth", worth);
    }
    assertRefused(data, "There is no column 'gender'", "--exclude", "gender");
  }

  private Path mails(int users) throws Exception {
    var random = new SplittableRandom(3);
    List<String> rows = new ArrayList<>(List.of("reader,channel,segment,visit,spend"));
    String[] arms = {"No E-Mail", "Womens", "Mens"};
    for (int user = 0; user < users; user++) {
      String arm = arms[user % 3];
      boolean reader = random.nextInt(3) == 0;
      boolean web = random.nextBoolean();
      double rate = web ? 0.35 : 0.05;
      rate += arm.equals("Mens") ? 0.05 : arm.equals("Womens") && reader ? 0.3 : 0;
      int visit = random.nextDouble() < rate ? 1 : 0;
      rows.add(
          "%s,%s,%s,%d,%.2f"
              .formatted(
                  reader ? "yes" : "no",
                  web ? "Web" : "Phone",
                  arm,
                  visit,
                  visit * random.nextDouble() * 20));
    }
    return Files.write(folder.resolve("mails-%d.csv".formatted(users)), rows);
  }

  private void assertRefused(Path data, String sentence, String... more) {
    List<String> line = new ArrayList<>(List.of("--protocol", "uplift", "--data", data.toString()));
    line.addAll(List.of(more));
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() -> command.run(line))
        .withMessageContaining(sentence);
  }

  private JsonNode evaluate(Path data, String... more) throws Exception {
    Path json = folder.resolve("result.json");
    List<String> line =
        new ArrayList<>(
            List.of(
                "--protocol",
                "uplift",
                "--data",
                data.toString(),
                "--seeds",
                "0-1",
                "--json",
                json.toString()));
    line.addAll(List.of(more));
    command.run(line);
    return JsonMapper.builder().build().readTree(json);
  }
}
