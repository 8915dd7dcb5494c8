package io.storeloop.common.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenOptionsTest {
  @Test
  void aValueStandsBehindItsNameOrAnEqualsSign() {
    GivenOptions given = parse("--data", "shop.csv", "--seed=7");

    assertThat(given.path("--data")).contains(Path.of("shop.csv"));
    assertThat(given.seed()).isEqualTo(7);
    assertThat(given.text("--k")).isEmpty();
    assertThat(given.budget()).isEqualTo(GivenOptions.DEFAULT_BUDGET);
  }

  @ParameterizedTest
  @CsvSource({"90, PT1M30S", "90s, PT1M30S", "1.5m, PT1M30S", "2h, PT2H", "PT5M, PT5M"})
  void aBudgetIsATime(String text, Duration budget) {
    assertThat(parse("--budget", text).budget()).isEqualTo(budget);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "soon", "25h", "PT-5M"})
  void aBudgetThatIsNoneIsRefused(String text) {
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() -> parse("--budget", text).budget())
        .withMessageContaining("not '" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "11", "x", "1.5", "99999999999"})
  void aNumberOutsideItsRangeIsRefused(String text) {
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() -> parse("--k", text).number("--k", 1, 10))
        .withMessage("--k needs a whole number from 1 to 10, not '%s'.", text);
  }

  @Test
  void whatIsUnknownDoubledOrEmptyIsRefused() {
    assertRefused("'--dta' is not known to evaluate; ./run --help shows what is.", "--dta", "x");
    assertRefused("--k needs a value.", "--k");
    assertRefused("--k needs a value.", "--k", "--seed", "1");
    assertRefused("--k is given twice.", "--k", "1", "--k", "2");
  }

  @Test
  void aProtocolIsFoundBesideUnknownOptions() {
    assertThat(GivenOptions.protocol(List.of("--what", "x", "--protocol=cluster")))
        .contains("cluster");
    assertThat(GivenOptions.protocol(List.of("--what", "--protocol", "cluster")))
        .contains("cluster");
    assertThat(GivenOptions.protocol(List.of("--what"))).isEmpty();
  }

  private static void assertRefused(String message, String... arguments) {
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() -> parse(arguments))
        .withMessage(message);
  }

  private static GivenOptions parse(String... arguments) {
    return GivenOptions.parse(List.of(arguments), Set.of("--data", "--seed", "--k", "--budget"));
  }
}
