package io.storeloop.launcher.imports;

import io.storeloop.launcher.command.Command;
import io.storeloop.launcher.console.Console;
import io.storeloop.launcher.console.Progress;
import io.storeloop.launcher.console.Refusal;
import io.storeloop.launcher.home.ApiKeys;
import io.storeloop.launcher.http.Answer;
import io.storeloop.launcher.http.Pause;
import io.storeloop.launcher.http.SuiteApi;
import io.storeloop.launcher.suite.SuiteFile;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * Sends a file through the HTTP import API of the suite that runs on a folder. The suite works on
 * by itself; this only watches, and survives a restart of the suite.
 */
public final class ImportCommand {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final Duration RETURN_LIMIT = Duration.ofMinutes(10);
  private static final int UPLOADS = 3;
  private static final String NOT_RUNNING =
      "Storeloop is not running here: start it by ./run in another window first.";

  private final Path folder;
  private final Console console;
  private final Clock clock;

  public ImportCommand(Path folder, Console console, Clock clock) {
    this.folder = folder;
    this.console = console;
    this.clock = clock;
  }

  /**
   * Returns when every row is accounted for.
   *
   * @throws Refusal if no suite runs (exit code 2), the file cannot be read, or the import fails
   */
  public void run(Command.ImportFile command) {
    requireReadable(command.file());
    SuiteApi api = suite();
    String id = upload(api, command);
    JsonNode report = watch(api, id);
    new ImportReport(report).lines().forEach(console::line);
    if (!report.path("state").asString("").equals("completed")) {
      throw new Refusal(
          "The import %s failed: %s"
              .formatted(id, report.path("failure").path("detail").asString("no reason given")));
    }
  }

  private static void requireReadable(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new Refusal(Refusal.USAGE, "There is no readable file '%s'.".formatted(file));
    }
  }

  private SuiteApi suite() {
    int port = SuiteFile.port(folder).orElseThrow(() -> new Refusal(Refusal.USAGE, NOT_RUNNING));
    SuiteApi api = new SuiteApi(port, ApiKeys.of(folder).secret());
    try {
      api.tryGet("/actuator/health/liveness");
      return api;
    } catch (IOException nobodyThere) {
      throw new Refusal(Refusal.USAGE, NOT_RUNNING);
    }
  }

  /** What was cut off is sent again: rows that arrived already count once. */
  private String upload(SuiteApi api, Command.ImportFile command) {
    Path name = command.file().getFileName();
    String path =
        "/v1/imports?format=%s&fileName=%s"
            .formatted(encoded(command.format()), encoded(String.valueOf(name)));
    for (int tries = 1; ; tries++) {
      try (Progress progress = console.progress("uploading KB", 0)) {
        Answer answer =
            api.upload(path, "application/octet-stream", body(command.file(), progress));
        if (answer.succeeded()) {
          return answer.body().path("id").asString();
        }
        throw new Refusal(
            "The file was not taken in (%s): %s".formatted(answer.code(), answer.detail()));
      } catch (IOException cutOff) {
        if (tries == UPLOADS) {
          throw new Refusal("The upload was cut off: " + cutOff.getMessage(), cutOff);
        }
        awaitReturn(api);
      }
    }
  }

  private static BodyPublisher body(Path file, Progress progress) throws IOException {
    long size = Files.size(file);
    progress.total(CountedFile.kilobytes(size));
    return BodyPublishers.fromPublisher(
        BodyPublishers.ofInputStream(() -> CountedFile.open(file, progress)), Math.max(1, size));
  }

  private JsonNode watch(SuiteApi api, String id) {
    try (Progress progress = console.progress("importing rows", 0)) {
      while (true) {
        JsonNode state = state(api, id);
        long rows = state.path("rows").asLong();
        double share = state.path("progress").asDouble();
        boolean over = !state.path("state").asString("").matches("waiting|running");
        progress.total(over || share <= 0 ? rows : Math.round(rows / share));
        progress.to(rows);
        if (over) {
          return state;
        }
        Pause.of(LOOK_AGAIN);
      }
    }
  }

  private JsonNode state(SuiteApi api, String id) {
    while (true) {
      try {
        Answer answer = api.tryGet("/v1/imports/" + id);
        if (answer.succeeded()) {
          return answer.body();
        }
        if (answer.status() == 404) {
          throw new Refusal("The suite no longer knows the import %s.".formatted(id));
        }
        Pause.of(LOOK_AGAIN);
      } catch (IOException away) {
        awaitReturn(api);
      }
    }
  }

  private void awaitReturn(SuiteApi api) {
    console.line(
        "The connection is lost; waiting for the suite to come back (it goes on by itself)");
    Instant began = clock.instant();
    while (Duration.between(began, clock.instant()).compareTo(RETURN_LIMIT) < 0) {
      Pause.of(LOOK_AGAIN);
      try {
        if (api.tryGet("/actuator/health/readiness").succeeded()) {
          console.line("The suite is back");
          return;
        }
      } catch (IOException stillAway) {
        continue;
      }
    }
    throw new Refusal(
        "The suite did not come back within %d minutes; the import goes on when it does."
            .formatted(RETURN_LIMIT.toMinutes()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
