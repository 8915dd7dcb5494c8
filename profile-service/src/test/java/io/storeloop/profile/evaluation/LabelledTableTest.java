package io.storeloop.profile.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.profile.learning.FeatureColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledTableTest {
  @TempDir private Path folder;

  @Test
  void columnsAreReadByTheirContent() throws IOException {
    StringBuilder text = new StringBuilder("customerId;country;age;member;since;shop;churn\n");
    for (int row = 0; row < 30; row++) {
      text.append(
          "c%d;%s;%s;%s;2024-01-%02d;here;%s\n"
              .formatted(
                  row,
                  row % 2 == 0 ? "DE" : "FR",
                  row == 3 ? "NA" : String.valueOf(20 + row % 5),
                  row % 3 == 0 ? "yes" : "no",
                  1 + row % 4,
                  row % 4 == 0 ? "Yes" : "No"));
    }

    LabelledTable table = read(text.toString(), Optional.empty(), Set.of("country"));

    assertThat(table.examples().table().names()).containsExactly("age", "member", "since");
    assertThat(table.leftOut()).containsOnlyKeys("customerId", "country", "shop");
    assertThat(table.leftOut().get("shop")).isEqualTo("constant");
    assertThat(table.positive()).isEqualTo("Yes");
    var age = (FeatureColumn.Numeric) table.examples().table().columns().getFirst();
    assertThat(age.values()[3]).isNaN();
    var member = (FeatureColumn.Numeric) table.examples().table().columns().get(1);
    assertThat(member.values()).startsWith(1, 0, 0, 1);
    var since = (FeatureColumn.Numeric) table.examples().table().columns().get(2);
    assertThat(since.values()[1] - since.values()[0]).isEqualTo(1);
  }

  @Test
  void repeatedRowsAreCountedAndTheRarerAnswerIsYes() throws IOException {
    String text = "a,b,bought\n1,x,in\n1,x,in\n1,x,out\n2,y,in\n3,y,in\n";

    LabelledTable table =
        LabelledTable.read(file(text), Optional.empty(), "bought", Optional.empty(), Set.of());

    assertThat(table.positive()).isEqualTo("out");
    assertThat(table.repeatedRows()).isEqualTo(2);
    assertThat(table.contradictions()).isEqualTo(1);
    assertThat(table.examples().groups()).containsExactly(0, 0, 0, 1, 2);
  }

  @Test
  void answersThatDifferInCaseAloneAreOne() throws IOException {
    String text = "a,churn\n1,Yes\n2,no\n3,yes\n4,NO\n5,YES\n";

    LabelledTable found = read(text, Optional.empty(), Set.of());
    LabelledTable asked = read(text, Optional.of("yes"), Set.of());

    assertThat(found.examples().labels()).containsExactly(true, false, true, false, true);
    assertThat(asked.examples().labels()).isEqualTo(found.examples().labels());
    assertThat(found.readings()).anyMatch(note -> note.contains("differ in case alone are one"));
  }

  @Test
  void oneSaysYesBesideNothingAndNotBesideAnotherCode() throws IOException {
    assertThat(read("a,churn\n1,1\n2,1\n3,2\n", Optional.empty(), Set.of()).positive())
        .isEqualTo("2");
    assertThat(read("a,churn\n1,1\n2,1\n3,0\n", Optional.empty(), Set.of()).positive())
        .isEqualTo("1");
    assertThat(read("a,churn\n1,1.0\n2,1.0\n3,-1.0\n", Optional.empty(), Set.of()).positive())
        .isEqualTo("1.0");
  }

  @Test
  void aSecondFileIsJudgedByTheFirst() throws IOException {
    Path test = folder.resolve("test.csv");
    Files.writeString(test, "a,b,churn\n4,z,0\n5,x,1\n");

    LabelledTable table =
        LabelledTable.read(
            file("a,b,churn\n1,x,1\n2,y,0\n3,y,\n"),
            Optional.of(test),
            "churn",
            Optional.of("1"),
            Set.of());

    assertThat(table.training()).containsExactly(0, 1);
    assertThat(table.test()).containsExactly(2, 3);
    assertThat(table.unlabelled()).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadIsRefusedInASentence() throws IOException {
    Path data = file("a,b,churn\n1,x,1\n2,y,0\n3,y,2\n");

    assertRefused(data, "gone", Optional.empty(), "There is no column 'gone' (--label)");
    assertRefused(data, "churn", Optional.empty(), "must have two values");
    assertRefused(data, "churn", Optional.of("7"), "has the value '7'");
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() ->
            LabelledTable.read(data, Optional.empty(), "churn", Optional.of("1"), Set.of("zip")))
        .withMessageContaining("'zip' (--exclude)");
  }

  private static void assertRefused(
      Path data, String label, Optional<String> positive, String sentence) {
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() -> LabelledTable.read(data, Optional.empty(), label, positive, Set.of()))
        .withMessageContaining(sentence);
  }

  private LabelledTable read(String text, Optional<String> positive, Set<String> excluded)
      throws IOException {
    return LabelledTable.read(file(text), Optional.empty(), "churn", positive, excluded);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("data.csv"), text);
  }
}
