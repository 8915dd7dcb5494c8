package io.storeloop.ingestion.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.ingestion.RunningIngestion;
import io.storeloop.ingestion.RunningIngestion.Answer;
import io.storeloop.ingestion.quality.ReferenceModel.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every record that comes is accounted for, by every account that we keep. */
class AccountingIT {
  private static final long SEED = 20_260_301;
  private static final int CALLS = 60;
  private static final int MOST_RECORDS = 40;
  private static final int IDS = 600;
  private static final int THREADS = 4;

  private static RunningIngestion ingestion;

  @BeforeAll
  static void start() {
    ingestion = RunningIngestion.start("storeloop.ingestion.intake.max-batch-events=50");
  }

  @AfterAll
  static void stop() {
    ingestion.close();
  }

  /** One call to be made. */
  private record Call(String path, String type, String body) {}

  /** The doors; records of two doors never share an id. */
  private enum Door {
    ARRAY("events"),
    LINES("events"),
    BATCH("segment"),
    TRACK("segment");

    private final String source;

    Door(String source) {
      this.source = source;
    }

    private boolean isSegment() {
      return source.equals("segment");
    }
  }

  @Test
  void whateverIsSentReceivedIsStoredDuplicateAndRejected() throws Exception {
    ReferenceModel model = new ReferenceModel();
    List<Call> calls = calls(new Random(SEED), model);

    sendAll(calls);
    Answer refused = ingestion.post("/v1/events", tooMany());

    assertThat(refused.code()).isEqualTo("too_many_events");
    assertThat(ingestion.count("event")).isEqualTo(model.events());
    assertThat(ingestion.count("event_key")).isEqualTo(model.events());
    assertThat(ingestion.count("quarantined_record")).isEqualTo(model.quarantined());
    JsonNode report = report();
    assertThat(report.path("totals").path("received").asLong()).isEqualTo(model.received());
    assertThat(report.path("totals").path("balanced").asBoolean()).isTrue();
    assertThat(model.sources()).containsExactly("events", "segment");
    for (String source : model.sources()) {
      assertSourceIsRight(ofSource(report, source), model, source);
    }
    assertThat(meter("unanswered", "events")).isEqualTo(51);
    assertThat(
            ingestion
                .bean(MeterRegistry.class)
                .get("storeloop.ingestion.in.flight")
                .gauge()
                .value())
        .isZero();
  }

  private static void assertSourceIsRight(JsonNode reported, ReferenceModel model, String source) {
    long accepted = model.count(source, Outcome.ACCEPTED);
    long repaired = model.count(source, Outcome.REPAIRED);
    assertThat(reported.path("received").asLong()).isEqualTo(model.received(source));
    assertThat(reported.path("records").asLong()).isEqualTo(model.received(source));
    assertThat(reported.path("accepted").asLong()).isEqualTo(accepted);
    assertThat(reported.path("repaired").asLong()).isEqualTo(repaired);
    assertThat(reported.path("stored").asLong()).isEqualTo(accepted + repaired);
    assertThat(reported.path("duplicates").asLong())
        .isEqualTo(model.count(source, Outcome.DUPLICATE));
    assertThat(reported.path("rejected").asLong()).isEqualTo(model.count(source, Outcome.REJECTED));
    assertThat(reported.path("balanced").asBoolean()).isTrue();
    double outcomes = 0;
    for (Outcome outcome : Outcome.values()) {
      double metered = meter("records", source, outcome.wireName());
      assertThat(metered).as(source + " " + outcome).isEqualTo(model.count(source, outcome));
      outcomes += metered;
    }
    assertThat(meter("received", source)).isEqualTo(outcomes + meter("unanswered", source));
  }

  private static List<Call> calls(Random random, ReferenceModel model) {
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      Door door = Door.values()[random.nextInt(Door.values().length)];
      int records = door == Door.TRACK ? 1 : random.nextInt(MOST_RECORDS + 1);
      List<String> bodies = new ArrayList<>();
      for (int record = 0; record < records; record++) {
        int number = random.nextInt(IDS);
        Kind kind = kind(number, door);
        String id = door.source + "-" + number;
        bodies.add(door.isSegment() ? message(id, kind) : event(id, kind));
        model.send(door.source, id, kind);
      }
      if (!bodies.isEmpty()) {
        calls.add(call(door, bodies));
      }
    }
    return calls;
  }

  /** The number decides, so that the same id is the same record in every call. */
  private static Kind kind(int number, Door door) {
    Kind kind = Kind.values()[number % Kind.values().length];
    boolean cannotBeSent =
        door.isSegment() ? kind == Kind.REPAIRED || kind == Kind.UNREADABLE : kind == Kind.ORDER;
    return cannotBeSent ? Kind.SOUND : kind;
  }

  private static String event(String id, Kind kind) {
    return switch (kind) {
      case REPAIRED -> view(id, "7");
      case INVALID -> view(id, "\"anna\"").replace("view", "look");
      case UNREADABLE -> "{\"messageId\": \"%s\", \"type\": 1, \"type\": 2}".formatted(id);
      default -> view(id, "\"anna\"");
    };
  }

  private static String view(String id, String user) {
    return """
    {"messageId": "%s", "type": "view", "userId": %s, "itemId": "shoes", "timestamp": "2026-03-01T12:00:00Z"}\
    """
        .formatted(id, user)
        .strip();
  }

  private static String message(String id, Kind kind) {
    String products =
        kind == Kind.ORDER
            ? "[{\"product_id\": \"a\"}, {\"product_id\": \"b\"}, {\"product_id\": \"c\"}]"
            : kind == Kind.INVALID
                ? "[{\"product_id\": \"a\", \"price\": -1}]"
                : "[{\"product_id\": \"a\"}]";
    return """
    {"type": "track", "event": "Order Completed", "messageId": "%s", "userId": "anna",
     "timestamp": "2026-03-01T12:00:00Z", "properties": {"order_id": "%s", "products": %s}}\
    """
        .formatted(id, id, products)
        .strip()
        .replace("\n", "");
  }

  private static Call call(Door door, List<String> bodies) {
    String json = "application/json";
    return switch (door) {
      case ARRAY -> new Call("/v1/events", json, "[" + String.join(",", bodies) + "]");
      case LINES -> new Call("/v1/events", "application/x-ndjson", String.join("\n", bodies));
      case BATCH -> new Call("/v1/batch", json, "{\"batch\": [" + String.join(",", bodies) + "]}");
      case TRACK -> new Call("/v1/track", json, bodies.getFirst());
    };
  }

  private static String tooMany() {
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < 51; i++) {
      bodies.add(view("too-many-" + i, "\"anna\""));
    }
    return "[" + String.join(",", bodies) + "]";
  }

  private static void sendAll(List<Call> calls) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Integer>> statuses = new ArrayList<>();
      for (Call call : calls) {
        statuses.add(
            threads.submit(() ->
                ingestion
                    .post(call.path(), call.type(), call.body().getBytes(StandardCharsets.UTF_8))
                    .status()));
      }
      for (Future<Integer> status : statuses) {
        assertThat(status.get(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS)).isEqualTo(200);
      }
    }
  }

  /** The range holds the day after as well, for a test that runs at midnight. */
  private static JsonNode report() {
    LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    return ingestion.get("/v1/quality?from=" + yesterday + "&to=" + yesterday.plusDays(3)).body();
  }

  private static JsonNode ofSource(JsonNode report, String source) {
    for (JsonNode one : report.path("sources")) {
      if (one.path("source").asString().equals(source)) {
        return one;
      }
    }
    throw new AssertionError("no source " + source + " in " + report);
  }

  private static double meter(String name, String source) {
    return sum(
        ingestion
            .bean(MeterRegistry.class)
            .find("storeloop.ingestion." + name)
            .tag("source", source)
            .counters());
  }

  private static double meter(String name, String source, String outcome) {
    return sum(
        ingestion
            .bean(MeterRegistry.class)
            .find("storeloop.ingestion." + name)
            .tag("source", source)
            .tag("outcome", outcome)
            .counters());
  }

  private static double sum(Iterable<Counter> counters) {
    double sum = 0;
    for (Counter counter : counters) {
      sum += counter.count();
    }
    return sum;
  }
}
