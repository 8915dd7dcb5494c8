package io.storeloop.ingestion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.ingestion.RunningIngestion;
import io.storeloop.ingestion.RunningIngestion.Answer;
import java.lang.management.ManagementFactory;
import java.util.List;

/** A running service for hostile requests, which must be as well afterwards as it was before. */
final class HostileService implements AutoCloseable {
  private static final long MOST_GROWTH = 150L * HostileBytes.MEGABYTE;
  private static final String[] DOORS = {
    "/v1/events", "/v1/batch", "/v1/track", "/v1/identify", "/v1/items/batch"
  };

  private final RunningIngestion ingestion = RunningIngestion.start();
  private final long usedBefore;

  HostileService() {
    ingestion.post("/v1/events", HostileCorpusIT.goodEvent("first"));
    usedBefore = usedHeap();
  }

  static List<String> doors() {
    return List.of(DOORS);
  }

  RunningIngestion ingestion() {
    return ingestion;
  }

  void expectToWork() {
    Answer answer =
        ingestion.post("/v1/events", HostileCorpusIT.goodEvent(HostileCorpusIT.nextId() + "-b"));

    assertThat(answer.verdict()).isEqualTo("1 0 0 0");
  }

  /** Stops it; fails if the heap has grown by what was sent. */
  @Override
  public void close() {
    long growth = usedHeap() - usedBefore;
    ingestion.close();
    assertThat(growth).as("bytes of heap that the corpus left behind").isLessThan(MOST_GROWTH);
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  RawHttp.Reply raw(String method, String path, String header) {
    return send(
        "%s %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n%s\r\nContent-Type: application/json\r\nContent-Length: 2%s[]"
            .formatted(method, path, header, RawHttp.END));
  }

  private int port() {
    return ingestion.requestWithoutKey("/").build().uri().getPort();
  }

  Answer secret(String path, String type, byte[] body, String... headers) {
    return ingestion.secretPost(path, type, body, headers);
  }

  Answer zippedPost(String door, byte[] body) {
    return secret(door, "application/json", body, "Content-Encoding", "gzip");
  }

  RawHttp.Reply send(String request) {
    return RawHttp.send(port(), request);
  }

  RawHttp.Reply send(RawHttp.Body body) {
    return RawHttp.send(port(), body);
  }

  /** No 5xx, and every refusal a problem with a code. */
  static void expectNoFault(String what, Answer answer) {
    assertThat(answer.status()).as(what).isLessThan(500);
    if (answer.status() >= 400) {
      assertThat(answer.headers().get("content-type"))
          .as("%s: %s", what, answer)
          .containsExactly("application/problem+json");
      assertThat(answer.code()).as(what).matches("[a-z0-9_]+");
    }
  }

  /** The same of an answer as it came over the wire. */
  static void expectNoFault(String what, RawHttp.Reply reply) {
    assertThat(reply.status()).as(what).isBetween(1, 499);
    if (reply.status() >= 400 && !reply.body().isEmpty()) {
      assertThat(reply.isProblem()).as("%s: %s", what, reply).isTrue();
    }
  }
}
