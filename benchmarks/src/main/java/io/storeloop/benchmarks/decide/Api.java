package io.storeloop.benchmarks.decide;

import io.storeloop.benchmarks.load.Calls;
import io.storeloop.benchmarks.load.JavaProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;

/** What is asked of the services before they are measured. */
final class Api {
  private static final Pattern CAMPAIGN = Pattern.compile("\"campaignId\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern CAUGHT_UP = Pattern.compile("\"caughtUp\"\\s*:\\s*true");

  private Api() {}

  /** Waits until profile-service has read the log. */
  static void awaitCaughtUp(JavaProcess profiles, Duration patience)
      throws IOException, InterruptedException {
    calls(profiles)
        .await(
            "reading the log",
            "/v1/profiles/progress",
            progress -> progress.has(CAUGHT_UP),
            patience);
  }

  /** Makes a campaign and starts it. */
  static void start(JavaProcess campaigns, String campaign) throws IOException {
    Calls calls = calls(campaigns);
    String id = calls.post("/v1/campaigns", campaign).expecting(201).found(CAMPAIGN);
    calls.post("/v1/campaigns/" + id + "/start", "").expecting(200);
  }

  private static Calls calls(JavaProcess service) {
    return new Calls(service, DecideBenchmark.SECRET);
  }
}
