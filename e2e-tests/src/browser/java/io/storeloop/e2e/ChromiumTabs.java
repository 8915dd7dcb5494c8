package io.storeloop.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A browser whose tabs are opened, brought to the front and closed from outside, with nobody
 * attached to them: a tab that a debugger is attached to is always visible.
 */
final class ChromiumTabs implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("ws://127\\.0\\.0\\.1:(\\d+)/");

  private final Process process;
  private final String debugger;
  private final HttpClient http = HttpClient.newHttpClient();

  private ChromiumTabs(Process process, String debugger) {
    this.process = process;
    this.debugger = debugger;
  }

  static ChromiumTabs start(Path folder) {
    List<String> command = new ArrayList<>(List.of(Chromium.executable().toString()));
    command.addAll(Chromium.QUIET);
    command.addAll(
        List.of(
            "--headless=new",
            "--remote-debugging-port=0",
            "--user-data-dir=" + folder,
            "about:blank"));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      BufferedReader output = process.inputReader();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        Matcher listening = LISTENING.matcher(line);
        if (listening.find()) {
          Thread.ofVirtual().start(() -> output.lines().forEach(said -> {}));
          return new ChromiumTabs(process, "http://127.0.0.1:" + listening.group(1));
        }
      }
      throw new IllegalStateException("the browser has ended");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a tab in front of the others. */
  String open(String url) {
    return Api.JSON.readTree(call("PUT", "/json/new?" + url)).path("id").asString();
  }

  void bringToFront(String tab) {
    call("GET", "/json/activate/" + tab);
  }

  void close(String tab) {
    call("GET", "/json/close/" + tab);
  }

  private String call(String method, String path) {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create(debugger + path))
                  .method(method, BodyPublishers.noBody())
                  .build(),
              BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
