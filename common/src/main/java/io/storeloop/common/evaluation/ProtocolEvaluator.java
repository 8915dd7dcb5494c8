package io.storeloop.common.evaluation;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges by the one of its protocols that {@code --protocol} names, on {@code --data FILE}. */
public final class ProtocolEvaluator implements Evaluator {
  private static final Set<String> COMMON = Set.of("--protocol", "--data", "--seed", "--json");

  private final List<EvaluationProtocol> protocols;
  private final PrintStream out;
  private final int threads;

  /**
   * Prints to {@code out}.
   *
   * @param threads how many threads share the work, 1 or more
   */
  public ProtocolEvaluator(List<EvaluationProtocol> protocols, PrintStream out, int threads) {
    this.protocols = List.copyOf(protocols);
    this.out = out;
    this.threads = threads;
  }

  @Override
  public List<String> protocols() {
    return protocols.stream().map(EvaluationProtocol::label).toList();
  }

  @Override
  public void run(List<String> arguments) throws InterruptedException {
    EvaluationProtocol protocol = protocol(arguments);
    Set<String> known = new HashSet<>(COMMON);
    known.addAll(protocol.options());
    GivenOptions given = GivenOptions.parse(arguments, known);
    given.required("--data", "the file to learn from");
    Optional<JsonFile> json = given.path("--json").map(JsonFile::at);
    EvaluationReport report = protocol.evaluate(given, threads);
    report.lines().forEach(out::println);
    json.ifPresent(file -> {
      file.write(report.json());
      out.println("  JSON in " + file);
    });
  }

  private EvaluationProtocol protocol(List<String> arguments) {
    String label = GivenOptions.protocol(arguments).orElse("");
    return protocols.stream()
        .filter(protocol -> protocol.label().equals(label))
        .findFirst()
        .orElseThrow(() ->
            new EvaluationRefusal(
                "The protocol '%s' is not known; there are %s."
                    .formatted(label, String.join(", ", protocols()))));
  }
}
