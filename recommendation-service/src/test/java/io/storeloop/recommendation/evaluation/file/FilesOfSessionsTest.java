package io.storeloop.recommendation.evaluation.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.recommendation.evaluation.GeneratedFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesOfSessionsTest {
  @TempDir Path folder;

  private GeneratedFiles files;
  private final Ids items = new Ids();

  @BeforeEach
  void open() {
    files = new GeneratedFiles(folder);
  }

  @Test
  void everyStepOfATableOfClicksIsAsked() {
    List<String> asked =
        asked(
            "session_id,item_id,timestamp",
            "s,c,1396861883",
            "s,a,1396861881",
            "s,b,1396861882",
            "t,a,1396861890");

    assertThat(asked).containsExactly("a > b", "a b > c");
  }

  @Test
  void everyStepOfALineAndEveryRowOfATargetIsAsked() {
    assertThat(asked("a b c")).containsExactly("a > b", "a b > c");
    assertThat(asked("c\ta b", "b\ta")).containsExactly("a b > c", "a > b");
  }

  @Test
  void theTargetOfATrainingRowIsItsEnd() {
    assertThat(sessions("c\ta b", "z\tx y")).containsExactly("a b c", "x y z");
  }

  @Test
  void beginningsOfASessionAreReadOnceWhole() {
    // longest first, then shortest first, then a session of two
    assertThat(sessions("d\ta b c", "c\ta b", "b\ta", "f\te", "g\te f", "b\ta"))
        .containsExactly("a b c d", "e f g", "a b");
  }

  @Test
  void columnsOfListsAreReadWithTheItemAfterThem() {
    String header = "session_id:token\titem_id_list:token_seq\titem_id:token";

    assertThat(sessions(header, "1\ta b\tc", "1\ta\tb", "2\tx\ty")).containsExactly("a b c", "x y");
    assertThat(asked(header, "1\ta b\tc")).containsExactly("a b > c");
  }

  @Test
  void aTableWithoutHeaderIsSessionTimeItem() {
    assertThat(
            sessions(
                "1,2014-04-07T10:51:09.277Z,214536502,0",
                "1,2014-04-07T10:54:09.868Z,214536500,0",
                "2,2014-04-07T13:56:37.614Z,214662742,0"))
        .containsExactly("214536502 214536500", "214662742");
  }

  @Test
  void pairsOfASessionAndAnItemAreATable() {
    assertThat(sessions("1\ta", "1\tb", "2\tc")).containsExactly("a b", "c");
  }

  @Test
  void linesOfOneWordAreRefused() {
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() -> sessions("a,b,c", "a,b"))
        .satisfies(refusal -> assertThat(refusal.sentence()).contains("the line is one word"));
  }

  private List<String> sessions(String... lines) {
    Ids sessions = new Ids();
    EventColumns events =
        SessionFile.train(files.write("train", List.of(lines)), ColumnNames.NONE, sessions, items);
    Sequences rows = Sequences.of(events, sessions.size());
    List<String> told = new ArrayList<>();
    for (int row = 0; row < rows.rowCount(); row++) {
      told.add(words(rows.row(row)));
    }
    return told;
  }

  private List<String> asked(String... lines) {
    List<String> asked = new ArrayList<>();
    SessionFile.test(
        files.write("test", List.of(lines)),
        ColumnNames.NONE,
        items,
        (history, target) -> asked.add(words(history) + " > " + items.name(target)));
    return asked;
  }

  private String words(int[] row) {
    return Arrays.stream(row).mapToObj(items::name).collect(Collectors.joining(" "));
  }
}
