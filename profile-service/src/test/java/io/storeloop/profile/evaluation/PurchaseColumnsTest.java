package io.storeloop.profile.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storeloop.common.evaluation.EvaluationRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurchaseColumnsTest {
  private static final PurchaseNames NOTHING_NAMED =
      new PurchaseNames("--customer", Optional.empty(), Optional.empty(), Optional.empty());

  @TempDir private Path folder;

  @Test
  void clicksAreNoPurchasesWhereTheFirstPurchaseComesLate() throws IOException {
    assertThat(of("1", "2", "3", "4").purchase()).isEqualTo(Set.of("4"));
    assertThat(of("1", "2", "1", "0").purchase()).isEqualTo(Set.of("1"));
  }

  @Test
  void whereEverythingIsOneTheRowsArePurchases() throws IOException {
    assertThat(of("1", "1", "1", "1").purchase()).isEqualTo(Set.of("1"));
  }

  @Test
  void actsThatCannotBeToldApartAreRefused() {
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() -> of("1", "2", "3", "3"))
        .withMessageContaining("Column 'behavior_type' holds 1, 2, 3")
        .withMessageContaining("neither a 0 nor a 4");
  }

  /** A file of 900 rows of three kinds in turn, and one of the last kind. */
  private PurchaseColumns of(String one, String two, String three, String last) throws IOException {
    StringBuilder text = new StringBuilder("user_id,behavior_type,time\n");
    String[] kinds = {one, two, three};
    for (int row = 0; row < 900; row++) {
      text.append("u%d,%s,2014-12-%02d\n".formatted(row % 50, kinds[row % 3], 1 + row % 28));
    }
    text.append("u1,%s,2014-12-30\n".formatted(last));
    return PurchaseColumns.of(Files.writeString(folder.resolve("acts.csv"), text), NOTHING_NAMED);
  }
}
