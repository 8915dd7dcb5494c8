package io.storeloop.launcher.demo;

import io.storeloop.launcher.console.Console;
import io.storeloop.launcher.console.Progress;
import io.storeloop.launcher.console.Refusal;
import io.storeloop.launcher.http.Pause;
import io.storeloop.launcher.http.SuiteApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Waits until the services have taken in everything that was accepted. */
final class Learning {
  private static final List<String> FOLLOWERS =
      List.of("/v1/profiles/progress", "/v1/recommendations/progress", "/v1/decisions/progress");

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
  private static final Duration STILL_LIMIT = Duration.ofMinutes(2);
  private static final Duration FIRST_MODEL_LIMIT = Duration.ofMinutes(1);
  private static final Duration MODEL_LIMIT = Duration.ofMinutes(10);

  private final SuiteApi api;
  private final Console console;
  private final Clock clock;

  Learning(SuiteApi api, Console console, Clock clock) {
    this.api = api;
    this.console = console;
    this.clock = clock;
  }

  /**
   * Waits for profiles, recommendations and campaigns.
   *
   * @throws Refusal if a service does not get any further for {@code STILL_LIMIT}
   */
  void awaitFollowers(long events) {
    try (Progress progress = console.progress("learning", events * FOLLOWERS.size())) {
      long applied = -1;
      Instant moved = clock.instant();
      while (true) {
        List<JsonNode> states = FOLLOWERS.stream().map(api::get).toList();
        long sum = states.stream().mapToLong(state -> state.path("appliedEvents").asLong(0)).sum();
        progress.to(Math.min(sum, events * FOLLOWERS.size()));
        if (states.stream().allMatch(state -> state.path("caughtUp").asBoolean(false))) {
          progress.to(events * FOLLOWERS.size());
          return;
        }
        if (sum != applied) {
          applied = sum;
          moved = clock.instant();
        } else if (Duration.between(moved, clock.instant()).compareTo(STILL_LIMIT) > 0) {
          throw new Refusal("The services do not take in the events: " + states);
        }
        Pause.of(LOOK_AGAIN);
      }
    }
  }

  /**
   * Waits for a model, the one of the last start or a new one, and for the histories that lists are
   * made of; without interactions there is no model.
   */
  void awaitModel() {
    Instant began = clock.instant();
    while (Duration.between(began, clock.instant()).compareTo(FIRST_MODEL_LIMIT) < 0) {
      JsonNode progress = api.get("/v1/recommendations/progress");
      boolean read = progress.path("caughtUp").asBoolean(false);
      boolean empty = progress.path("appliedEvents").asLong() == 0;
      if (read && (empty || progress.hasNonNull("modelVersion"))) {
        return;
      }
      Pause.of(LOOK_AGAIN);
    }
  }

  /** Trains a recommendation model on what is there now. */
  void trainModel() {
    console.line("  training the recommendation model");
    String version =
        api.post("/v1/models", JsonMapper.shared().createObjectNode()).path("version").asString();
    Instant began = clock.instant();
    while (true) {
      JsonNode model = api.get("/v1/models/" + version);
      if (!model.path("state").asString("").equals("training")) {
        return;
      }
      if (Duration.between(began, clock.instant()).compareTo(MODEL_LIMIT) > 0) {
        throw new Refusal("The recommendation model is not ready after " + MODEL_LIMIT + ".");
      }
      Pause.of(LOOK_AGAIN);
    }
  }
}
