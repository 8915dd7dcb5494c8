package io.storeloop.recommendation.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.recommendation.evaluation.GeneratedFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTasksTest {
  @TempDir Path folder;

  private GeneratedFiles files;

  @BeforeEach
  void open() {
    files = new GeneratedFiles(folder);
  }

  @Test
  void theOrderOfRowsIsThatOfTimeWhereTheLastIsHeldOut() {
    Path pairs = files.write("pairs", List.of("1\ta", "1\tb", "2\ta", "2\tc"));
    Path test = files.write("test", List.of("1\tc"));

    assertThat(read("leave-last-out", "--train", pairs).ordered()).isTrue();
    assertThat(read("leave-last-out", "--train", pairs, "--test", test).ordered()).isTrue();
    assertThat(read("given-negatives", "--train", pairs).ordered()).isTrue();
    assertThat(read("split", "--train", pairs, "--test", test).ordered()).isFalse();
  }

  @Test
  void eachOfSeveralTestItemsKeepsItsNegatives() {
    Path train = files.write("train", List.of("1\ta", "1\tb", "2\tc", "2\td"));
    Path test = files.write("test", List.of("1\tc", "1\td"));
    Path negatives = files.write("negatives", List.of("(1,c)\ta\tb", "(1,d)\ta\tb"));

    EvaluationTask task =
        read("given-negatives", "--train", train, "--test", test, "--negatives", negatives);

    assertThat(task.cases()).hasSize(2);
    assertThat(task.cases().get(0).relevant()).isNotEqualTo(task.cases().get(1).relevant());
    assertThat(task.cases()).allSatisfy(asked -> assertThat(asked.others()).hasSize(2));
  }

  @Test
  void theHorizonIsThatOfTheTest() {
    List<String> rows = new ArrayList<>(List.of("user_id,item_id,type,day"));
    for (int day = 1; day <= 60; day++) {
      rows.add("anna,x,%d,%d".formatted(day % 2, day));
    }
    Path log = files.write("log.csv", rows);

    assertThat(split("--train", log, "--cut", "54").horizonDays()).isEqualTo(7);
    assertThat(split("--train", log, "--cut", "54", "--horizon", "3").horizonDays()).isEqualTo(3);
    Path test = files.write("test.csv", List.of("user_id,item_id,day", "anna,x,60", "anna,x,70"));
    TimeSplit overlapping = split("--train", log, "--test", test);
    assertThat(overlapping.horizonDays()).isEqualTo(10);
    assertThat(overlapping.task().notes())
        .contains("1 rows of the test are not later than the training data.");
    Path untimed = files.write("untimed.csv", List.of("user_id,item_id", "anna,x"));
    assertThat(split("--train", log, "--test", untimed).horizonDays())
        .isEqualTo(TimeSplit.UNKNOWN_HORIZON);
  }

  @Test
  void ofItemsOfTheLastMomentTheLastInTheFileIsHeldOutAndTheyAreCounted() {
    Path train =
        files.write(
            "train", List.of("1,a,5,881250949", "1,b,5,881250949", "2,a,5,881250949", "2,b,5,7"));

    EvaluationTask task = read("leave-last-out", "--train", train);

    assertThat(task.notes()).contains("1 users have several items of the last moment.");
    // user 1: a and b in one moment, b stands last; user 2: b long before a
    assertThat(task.cases()).hasSize(2);
    assertThat(task.cases().getFirst().history()).containsExactly(0);
    assertThat(task.cases().getFirst().relevant()).containsExactly(1);
    assertThat(task.cases().getLast().history()).containsExactly(1);
    assertThat(task.cases().getLast().relevant()).containsExactly(0);
  }

  @Test
  void aTimeSplitOfTooManyPairsIsRefusedAndSaysHowMany() {
    Path file = Path.of("log.csv");

    TimeSplit.requireBounded(TimeSplit.MAX_PAIRS, file);

    assertThatThrownBy(() -> TimeSplit.requireBounded(TimeSplit.MAX_PAIRS + 1, file))
        .isInstanceOf(EvaluationRefusal.class)
        .hasMessageContaining("'log.csv' tells of 4000001 pairs")
        .hasMessageContaining("at most 4000000");
  }

  @Test
  void anUnknownClickOfASessionKeepsItsPlace() {
    Path train = files.write("train", List.of("a b", "b a"));
    Path test = files.write("test", List.of("b\ta new"));

    EvaluationTask task = read("sessions", "--train", train, "--test", test);

    assertThat(task.itemCount()).isEqualTo(2);
    assertThat(task.cases().getFirst().history()).containsExactly(0, 2);
  }

  @Test
  void aLogOfOneDayIsRefused() {
    Path log = files.write("log.csv", List.of("user_id,item_id,timestamp", "anna,x,1396861881"));
    Path test = files.write("test.csv", List.of("user_id,item_id", "anna,x"));

    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() -> split("--train", log, "--test", test))
        .satisfies(refusal -> assertThat(refusal.sentence()).contains("tells of a single day"));
  }

  private static EvaluationTask read(String protocol, Object... arguments) {
    return EvaluationTasks.read(options(protocol, arguments));
  }

  private static TimeSplit split(Object... arguments) {
    return TimeSplit.read(options("time-split", arguments));
  }

  private static EvaluationOptions options(String protocol, Object... arguments) {
    List<String> all = new ArrayList<>(List.of("--protocol", protocol));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    return EvaluationOptions.parse(all);
  }
}
