package io.storeloop.recommendation.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storeloop.common.evaluation.EvaluationRefusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationOptionsTest {
  @Test
  void whatIsNotGivenHasADefault() {
    EvaluationOptions options = parse("--protocol leave-last-out --train a.txt");

    assertThat(options.protocol()).isEqualTo(EvaluationProtocol.LEAVE_LAST_OUT);
    assertThat(options.train()).isEqualTo(Path.of("a.txt"));
    assertThat(options.test()).isNull();
    assertThat(options.ks()).containsExactly(10, 20);
    assertThat(options.seed()).isEqualTo(42);
    assertThat(options.budget()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void everyOptionIsUnderstoodInAnyOrderAndWithAnEqualsSign() {
    EvaluationOptions options =
        parse(
            "--json=o.json --seed -7 --k 20,5,5 --budget PT2M --negatives n --test t --train a --protocol given-negatives");

    assertThat(options.ks()).containsExactly(5, 20);
    assertThat(options.seed()).isEqualTo(-7);
    assertThat(options.budget()).isEqualTo(Duration.ofMinutes(2));
    assertThat(options.negatives()).isEqualTo(Path.of("n"));
    assertThat(options.test()).isEqualTo(Path.of("t"));
    assertThat(options.json()).isEqualTo(Path.of("o.json"));
  }

  @ParameterizedTest
  @CsvSource({"90, 90000", "90s, 90000", "5m, 300000", "1.5h, 5400000", "PT30S, 30000", "0.5, 500"})
  void aBudgetIsSecondsOrADuration(String text, long millis) {
    assertThat(parse("--protocol split --train a --test b --budget " + text).budget())
        .isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--train a | needs --protocol",
        "--protocol split --test b | needs --train",
        "--protocol slit --train a | 'slit' is not known",
        "--protocol sessions --train a | needs --test",
        "--protocol split --train a | needs --test",
        "--protocol time-split --train a | either --test FILE or --cut",
        "--protocol time-split --train a --test b --cut 2026-01-01 | either --test FILE or --cut",
        "--protocol split --train a --test b --cut 2026-01-01 | --cut belongs",
        "--protocol split --train a --test b --negatives c | --negatives belongs",
        "--protocol leave-last-out --train | --train needs a value",
        "--protocol leave-last-out --train --k 5 | --train needs a value",
        "--protocol leave-last-out --train a --train b | given twice",
        "--protocol leave-last-out --train a --k 0 | list lengths from 1",
        "--protocol leave-last-out --train a --k 10;20 | list lengths from 1",
        "--protocol leave-last-out --train a --k 1001 | list lengths from 1",
        "--protocol leave-last-out --train a --seed x | whole number",
        "--protocol leave-last-out --train a --budget soon | --budget needs a time",
        "--protocol leave-last-out --train a --budget 25h | --budget needs a time",
        "--protocol leave-last-out --train a --budget 0 | --budget needs a time above 0",
        "--protocol leave-last-out --train a --horizon 3 | --horizon belongs to the protocol",
        "--protocol time-split --train a --test b --horizon 0 | --horizon needs a whole number",
        "--protocol leave-last-out --train a --fast | '--fast' is not known",
        "leave-last-out a | 'leave-last-out' is not known"
      })
  void whatIsNotUnderstoodIsRefusedInOneSentence(String line, String sentence) {
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() -> parse(line.strip()))
        .satisfies(refusal -> {
          assertThat(refusal.sentence()).contains(sentence.strip());
          assertThat(refusal.sentence()).doesNotContain("\n");
        });
  }

  private static EvaluationOptions parse(String line) {
    return EvaluationOptions.parse(List.of(line.split(" ")));
  }
}
