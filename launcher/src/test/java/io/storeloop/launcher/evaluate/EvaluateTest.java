package io.storeloop.launcher.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.Evaluator;
import io.storeloop.launcher.console.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvaluateTest {
  private final List<String> ran = new ArrayList<>();

  @Test
  void theEvaluatorThatKnowsTheProtocolGetsTheWholeLine() {
    evaluate("--data", "shop.csv", "--protocol", "cluster");
    evaluate("--protocol=sessions", "--train", "shop.csv");

    assertThat(ran)
        .containsExactly(
            "people --data shop.csv --protocol cluster",
            "items --protocol=sessions --train shop.csv");
  }

  @Test
  void whatNobodyKnowsIsRefusedWithWhatThereIs() {
    assertRefused(
        "The protocol 'clusters' is not known; there are sessions, split, cluster.",
        "--protocol",
        "clusters");
    assertRefused("evaluate needs --protocol: sessions, split, cluster.", "--train", "shop.csv");
  }

  @Test
  void whatTheEvaluatorRefusesIsAUsageError() {
    assertRefused("There is no label.", "--protocol", "split");
  }

  @Test
  void whyItBrokeOffIsOneLine() {
    var evaluate =
        new Evaluate(
            List.of(
                evaluator(
                    "items",
                    List.of("sessions"),
                    new IllegalStateException(
                        "outer", new IndexOutOfBoundsException("index\n7")))));

    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> evaluate.run(List.of("--protocol", "sessions")))
        .satisfies(refusal ->
            assertThat(refusal.sentence())
                .isEqualTo("The evaluation failed: IndexOutOfBoundsException, index 7."));
  }

  private void assertRefused(String sentence, String... arguments) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> evaluate(arguments))
        .satisfies(refusal -> {
          assertThat(refusal.sentence()).isEqualTo(sentence);
          assertThat(refusal.exitCode()).isEqualTo(Refusal.USAGE);
        });
  }

  private void evaluate(String... arguments) {
    new Evaluate(
            List.of(
                evaluator("items", List.of("sessions", "split"), null),
                evaluator("people", List.of("cluster"), null)))
        .run(List.of(arguments));
  }

  private Evaluator evaluator(
      String name, List<String> protocols, @Nullable RuntimeException failure) {
    return new Evaluator() {
      @Override
      public List<String> protocols() {
        return protocols;
      }

      @Override
      public void run(List<String> arguments) {
        if (failure != null) {
          throw failure;
        }
        if (arguments.contains("split")) {
          throw new EvaluationRefusal("There is no label.");
        }
        ran.add(name + " " + String.join(" ", arguments));
      }
    };
  }
}
