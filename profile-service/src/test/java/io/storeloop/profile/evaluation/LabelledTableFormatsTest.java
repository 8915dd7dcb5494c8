package io.storeloop.profile.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.profile.learning.FeatureColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledTableFormatsTest {
  private static final int ROWS = 40;

  @TempDir private Path folder;

  @Test
  void decimalCommasPerCentsAndDatesWithPointsAreQuantities() throws IOException {
    LabelledTable table =
        read(
            "Saldo;Anteil;Seit;churn",
            row ->
                "%d.%03d,50;%d,5 %%;%d.01.2024;%d"
                    .formatted(row + 1, row, row, 1 + row % 31, row % 2));

    assertThat(table.leftOut()).isEmpty();
    assertThat(numbers(table, "Saldo")[3]).isEqualTo(4003.5);
    assertThat(numbers(table, "Anteil")[3]).isEqualTo(3.5);
    assertThat(numbers(table, "Seit")[3] - numbers(table, "Seit")[0]).isCloseTo(3, within(1e-9));
    assertThat(table.readings()).contains("Saldo: numbers with decimal commas");
  }

  @Test
  void thousandsAreNoDecimals() throws IOException {
    LabelledTable table =
        read(
            "sales;churn",
            row -> "%s;%d".formatted(row < 5 ? "834" : "1,%03d".formatted(row * 7), row % 2));

    assertThat(numbers(table, "sales")[0]).isEqualTo(834);
    assertThat(numbers(table, "sales")[10]).isEqualTo(1070);
  }

  @Test
  void aFewTextsInAColumnOfNumbersCountAsMissingAndAreSaid() throws IOException {
    LabelledTable table =
        read("price,churn", row -> "%s,%d".formatted(row == 7 ? "#DIV/0!" : row + ".5", row % 2));

    assertThat(numbers(table, "price")[7]).isNaN();
    assertThat(numbers(table, "price")[8]).isEqualTo(8.5);
    assertThat(table.readings())
        .containsExactly("price: 1 cells are no numbers and count as missing");
  }

  @Test
  void codesWithLettersAmongThemStayNames() throws IOException {
    LabelledTable table =
        read(
            "plan,churn",
            row -> "%s,%d".formatted(row == 7 ? "A" : String.valueOf(row % 4), row % 2));

    assertThat(table.examples().table().columns().getFirst())
        .isInstanceOf(FeatureColumn.Categorical.class);
  }

  @Test
  void rangesAreNoDays() throws IOException {
    LabelledTable table =
        read("kids,churn", row -> "%s,%d".formatted(row % 3 == 0 ? "1-2" : "3-5", row % 2));

    assertThat(table.examples().table().columns().getFirst())
        .isInstanceOf(FeatureColumn.Categorical.class);
  }

  @Test
  void idsAreLeftOutWhereShoppersComeTwiceOrNumbersHaveDecimals() throws IOException {
    LabelledTable table =
        read(
            "customer_id,policy_number,store_id,x,churn",
            row ->
                "%d.0,%d,%d,%d.5,%d"
                    .formatted(
                        9000 + 17 * (row / 3 * 2 + row % 3 / 2),
                        5000 + 31 * row,
                        row % 4,
                        row % 9,
                        row % 2));

    assertThat(table.leftOut()).containsOnlyKeys("customer_id", "policy_number");
    assertThat(table.examples().table().names()).containsExactly("store_id", "x");
  }

  @Test
  void idsOfManyShoppersAreLeftOutHoweverOftenTheyCome() throws IOException {
    StringBuilder text = new StringBuilder("customer_id,x,churn\n");
    for (int row = 0; row < 600; row++) {
      text.append("%d,%d,%d\n".formatted(9000 + 17 * (row / 4), row % 9, row % 2));
    }
    Path data = Files.writeString(folder.resolve("data.csv"), text);

    LabelledTable table =
        LabelledTable.read(data, Optional.empty(), "churn", Optional.empty(), Set.of());

    assertThat(table.leftOut())
        .containsEntry("customer_id", "an id: whole numbers, 150 of 600 differ");
  }

  @Test
  void aFileWithoutNamesHasNumberedColumns() throws IOException {
    String text =
        rows(row -> "%d, Private, %s".formatted(20 + row / 2, row % 2 == 0 ? "<=50K" : ">50K"));
    Path data = Files.writeString(folder.resolve("adult.data"), text);

    LabelledTable table =
        LabelledTable.read(data, Optional.empty(), "column3", Optional.empty(), Set.of());

    assertThat(table.examples().rows()).isEqualTo(ROWS);
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(
            () -> LabelledTable.read(data, Optional.empty(), "<=50K", Optional.empty(), Set.of()))
        .withMessageContaining("--label column3 is that column");
  }

  @Test
  void namesMayBeNumbers() throws IOException {
    LabelledTable table = read("1,2,churn", row -> "%d,%d,%d".formatted(row % 7, row % 5, row % 2));

    assertThat(table.examples().table().names()).containsExactly("1", "2");
  }

  @Test
  void theColumnsOfASecondFileMayStandInAnotherOrder() throws IOException {
    Path data = Files.writeString(folder.resolve("a.csv"), "a,b,churn\n1,5,1\n2,6,0\n");
    Path test = Files.writeString(folder.resolve("b.csv"), "churn,b,a\n1,8,4\n");
    Path other = Files.writeString(folder.resolve("c.csv"), "a,b\n4,8\n");

    LabelledTable table =
        LabelledTable.read(data, Optional.of(test), "churn", Optional.empty(), Set.of());

    assertThat(numbers(table, "a")).containsExactly(1, 2, 4);
    assertThat(numbers(table, "b")).containsExactly(5, 6, 8);
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(
            () -> LabelledTable.read(data, Optional.of(other), "churn", Optional.empty(), Set.of()))
        .withMessageContaining("it lacks [churn] and has []");
  }

  private LabelledTable read(String names, IntFunction<String> row) throws IOException {
    Path data = Files.writeString(folder.resolve("data.csv"), names + "\n" + rows(row));
    return LabelledTable.read(data, Optional.empty(), "churn", Optional.empty(), Set.of());
  }

  private static String rows(IntFunction<String> row) {
    return IntStream.range(0, ROWS).mapToObj(row).collect(Collectors.joining("\n")) + "\n";
  }

  private static double[] numbers(LabelledTable table, String name) {
    return table.examples().table().columns().stream()
        .filter(column -> column.name().equals(name))
        .map(FeatureColumn.Numeric.class::cast)
        .findFirst()
        .orElseThrow()
        .values();
  }
}
