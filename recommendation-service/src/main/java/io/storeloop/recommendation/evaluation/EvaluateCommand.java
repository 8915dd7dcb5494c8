package io.storeloop.recommendation.evaluation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./run evaluate}: how good the recommendations would be on a data set, without a server or
 * a database.
 */
public final class EvaluateCommand {
  private final PrintStream out;
  private final int threads;

  /**
   * Prints to {@code out}.
   *
   * @param threads how many threads share the work, 1 or more
   */
  public EvaluateCommand(PrintStream out, int threads) {
    this.out = out;
    this.threads = threads;
  }

  /**
   * Reads, learns, judges, prints a table, and writes JSON where asked to.
   *
   * @param arguments what stands behind {@code evaluate} on the command line
   * @throws EvaluationRefusal if the options or the files do not allow it
   * @throws InterruptedException if the thread is interrupted; no file has been written then
   */
  public void run(List<String> arguments) throws InterruptedException {
    EvaluationOptions options = EvaluationOptions.parse(arguments);
    Path json = options.json();
    if (json != null) {
      requireWritable(json);
    }
    EvaluationReport report = new Evaluation(options, search(options), threads).run();
    report.lines().forEach(out::println);
    if (json != null) {
      write(json, report);
      out.println("  JSON in " + json);
    }
  }

  /** Told before the work, not after it. */
  private static void requireWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null
        || !Files.isWritable(folder)
        || Files.isDirectory(file)
        || (Files.exists(file) && !Files.isWritable(file))) {
      throw new EvaluationRefusal(
          "'%s' cannot be written: there is no such folder, or it is not yours.".formatted(file));
    }
  }

  /** Why an evaluation broke off, in one line without a stack. */
  public static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    return (message == null ? name : name + ", " + message).replaceAll("\\s+", " ");
  }

  private static ModelSearch search(EvaluationOptions options) {
    return options.protocol() == EvaluationProtocol.SESSIONS
        ? new SessionModelSearch()
        : new HistoryModelSearch();
  }

  private static void write(Path file, EvaluationReport report) {
    try {
      JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
      Files.writeString(file, mapper.writeValueAsString(report.json()) + "\n");
    } catch (IOException e) {
      throw new EvaluationRefusal("'%s' cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }
}
