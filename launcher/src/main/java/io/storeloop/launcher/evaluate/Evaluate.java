package io.storeloop.launcher.evaluate;

import io.storeloop.common.evaluation.EvaluationRefusal;
import io.storeloop.common.evaluation.Evaluator;
import io.storeloop.common.evaluation.GivenOptions;
import io.storeloop.launcher.console.Refusal;
import java.util.List;
import java.util.stream.Collectors;

/** Gives the command line to the evaluator that knows its protocol. */
public final class Evaluate {
  private final List<Evaluator> evaluators;

  public Evaluate(List<Evaluator> evaluators) {
    this.evaluators = List.copyOf(evaluators);
  }

  /**
   * Evaluates; takes as long as the evaluator does.
   *
   * @param arguments what stands behind {@code evaluate}
   * @throws Refusal if it cannot, in one sentence
   */
  public void run(List<String> arguments) {
    try {
      evaluator(arguments).run(arguments);
    } catch (EvaluationRefusal refusal) {
      throw new Refusal(Refusal.USAGE, refusal.sentence());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Refusal("The evaluation was interrupted.", stopped);
    } catch (RuntimeException failure) {
      throw new Refusal("The evaluation failed: " + reason(failure) + ".", failure);
    }
  }

  private Evaluator evaluator(List<String> arguments) {
    String protocols =
        evaluators.stream()
            .flatMap(evaluator -> evaluator.protocols().stream())
            .collect(Collectors.joining(", "));
    String protocol =
        GivenOptions.protocol(arguments)
            .orElseThrow(
                () -> new EvaluationRefusal("evaluate needs --protocol: %s.".formatted(protocols)));
    return evaluators.stream()
        .filter(evaluator -> evaluator.protocols().contains(protocol))
        .findFirst()
        .orElseThrow(() ->
            new EvaluationRefusal(
                "The protocol '%s' is not known; there are %s.".formatted(protocol, protocols)));
  }

  /** Why it broke off, in one line without a stack. */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    return (message == null ? name : name + ", " + message).replaceAll("\\s+", " ");
  }
}
