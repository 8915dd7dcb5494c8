package io.storeloop.common.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableLinesTest {
  @Test
  void linesBehindAQuoteThatIsNotClosedStandForThemselves() {
    assertThat(rows("1,\"so", "2,so", "3,so", "4,so"))
        .containsExactly("1,\"so", "2,so", "3,so", "4,so");
  }

  @Test
  void linesThatTogetherMakeNoRowStandForThemselves() {
    assertThat(rows("1,\"so", "2,so\",3,4", "5,6")).containsExactly("1,\"so", "2,so\",3,4", "5,6");
  }

  @Test
  void linesThatTogetherMakeARowAreOne() {
    assertThat(rows("1,\"so", "and so\"", "2,so")).containsExactly("1,\"so\nand so\"", "2,so");
  }

  /** Of lines where a row has two fields. */
  private static List<String> rows(String... lines) {
    Deque<String> left = new ArrayDeque<>(List.of(lines));
    var rows = new TableLines(left::poll, row -> Fields.split(row, ",").length == 2);
    List<String> all = new ArrayList<>();
    for (String row = rows.next(); row != null; row = rows.next()) {
      all.add(row);
    }
    return all;
  }
}
