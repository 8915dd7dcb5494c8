package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storeloop.common.edge.PageCursor;
import io.storeloop.common.edge.ProblemException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChurnWatchControllerTest {
  private static final UUID ANNA = new UUID(1, 2);

  @Test
  void aCursorIsThePlaceItWasMadeOf() {
    JdbcScores.Place place = ChurnWatchController.after(PageCursor.encode("240.500 " + ANNA));

    assertThat(place).isEqualTo(new JdbcScores.Place("240.500", ANNA));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e1999999999", "1e-1999999999", "1e2147483647", "-1e101", "0e101"})
  void aNumberThatWouldFillTheMemoryWrittenOutIsRefused(String number) {
    String cursor = PageCursor.encode(number + " " + ANNA);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> ChurnWatchController.after(cursor));
  }
}
