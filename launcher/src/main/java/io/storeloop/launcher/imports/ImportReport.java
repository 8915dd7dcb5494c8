package io.storeloop.launcher.imports;

import static io.storeloop.launcher.console.ProgressText.duration;
import static io.storeloop.launcher.console.ProgressText.number;
import static io.storeloop.launcher.console.ProgressText.perSecond;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What became of every row, in lines. {@code state} is the answer of {@code GET /v1/imports/{id}}.
 */
record ImportReport(JsonNode state) {
  List<String> lines() {
    long rows = count("rows");
    long accepted = count("accepted");
    long repaired = count("repaired");
    long duplicates = count("duplicates");
    long rejected = count("rejected");
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(headline(rows));
    lines.add(row("rows", rows));
    lines.add(row("accepted", accepted));
    lines.add(row("repaired", repaired));
    lines.addAll(reasons("repairs"));
    lines.add(row("duplicates", duplicates));
    lines.add(row("rejected", rejected));
    lines.addAll(reasons("rejections"));
    if (count("itemsAdded") > 0) {
      lines.add(row("new items", count("itemsAdded")));
    }
    lines.add(identity(accepted + repaired + duplicates + rejected, rows));
    return lines;
  }

  private String headline(long rows) {
    Duration time = time();
    return "%s as %s: %s in %s, %s rows/s"
        .formatted(
            state.path("fileName").asString("the file"),
            state.path("format").asString(""),
            state.path("state").asString(""),
            duration(time),
            number(perSecond(rows, time)));
  }

  private Duration time() {
    String started = state.path("startedAt").asString("");
    String finished = state.path("finishedAt").asString("");
    return started.isEmpty() || finished.isEmpty()
        ? Duration.ZERO
        : Duration.between(Instant.parse(started), Instant.parse(finished));
  }

  private long count(String name) {
    return state.path(name).asLong(0);
  }

  private static String row(String label, long count) {
    return "  %-12s %12s".formatted(label, number(count));
  }

  private List<String> reasons(String name) {
    return state.path(name).properties().stream()
        .map(reason ->
            "    %-30s %12s".formatted(reason.getKey(), number(reason.getValue().asLong())))
        .toList();
  }

  private static String identity(long sum, long rows) {
    String sentence = "  accepted + repaired + duplicates + rejected = %s %s %s rows: %s";
    return sum == rows
        ? sentence.formatted(number(sum), "=", number(rows), "every row is accounted for")
        : sentence.formatted(
            number(sum), "≠", number(rows), "ROWS ARE MISSING, please report this");
  }
}
