package io.storeloop.benchmarks.decide;

import io.storeloop.benchmarks.load.JavaProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The few calls beside those that are measured. */
final class Api {
  private static final Pattern CAMPAIGN = Pattern.compile("\"campaignId\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern CAUGHT_UP = Pattern.compile("\"caughtUp\"\\s*:\\s*true");
  private static final Duration POLL = Duration.ofMillis(200);

  private Api() {}

  /** Waits until profile-service has read the log. */
  static void awaitCaughtUp(JavaProcess profiles, Duration patience)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (!CAUGHT_UP.matcher(call(profiles, "GET", "/v1/profiles/progress", null)).find()) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("reading the log took longer than " + patience);
      }
      Thread.sleep(POLL);
    }
  }

  /** Makes a campaign and starts it. */
  static void start(JavaProcess campaigns, String campaign) throws IOException {
    Matcher id = CAMPAIGN.matcher(call(campaigns, "POST", "/v1/campaigns", campaign));
    if (!id.find()) {
      throw new IllegalStateException("no campaign was made");
    }
    call(campaigns, "POST", "/v1/campaigns/" + id.group(1) + "/start", "");
  }

  private static String call(JavaProcess service, String method, String path, @Nullable String body)
      throws IOException {
    HttpURLConnection call =
        (HttpURLConnection)
            URI.create("http://127.0.0.1:" + service.port() + path).toURL().openConnection();
    call.setRequestMethod(method);
    call.setRequestProperty("Authorization", "Bearer " + DecideBenchmark.SECRET);
    if (body != null) {
      call.setDoOutput(true);
      call.setRequestProperty("Content-Type", "application/json");
      call.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
    try (InputStream answer = call.getInputStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
