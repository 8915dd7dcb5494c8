package io.storeloop.ingestion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.ingestion.RunningIngestion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that take their time stop nobody else, and are sent away. */
class SlowClientsIT {
  private static final int SLOW_CLIENTS = 200;
  private static final int ORDINARY_CALLS = 20;
  private static final Duration BETWEEN_BYTES = Duration.ofMillis(50);
  private static final int MOST_BYTES = 1_000;

  /** Twice as long on their way as a body may be, and yet not all of it. */
  private static final int TRICKLED_BYTES = 200;

  private static RunningIngestion ingestion;

  @BeforeAll
  static void start() {
    ingestion = RunningIngestion.start("storeloop.http.max-body-time=5s");
  }

  @AfterAll
  static void stop() {
    ingestion.close();
  }

  @Test
  void twoHundredUnfinishedBodiesStopNoOrdinaryCall() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < SLOW_CLIENTS; i++) {
        Socket client = new Socket(InetAddress.ofLiteral("127.0.0.1"), port());
        slow.add(client);
        client.getOutputStream().write(bytes(head(MOST_BYTES) + "["));
        client.getOutputStream().flush();
      }

      for (int i = 0; i < ORDINARY_CALLS; i++) {
        assertThat(ingestion.post("/v1/events", HostileCorpusIT.goodEvent("slow-" + i)).verdict())
            .isEqualTo("1 0 0 0");
      }
    } finally {
      for (Socket client : slow) {
        client.close();
      }
    }
  }

  @Test
  void aTrickleIsAnswered408() {
    RawHttp.Reply reply =
        RawHttp.send(
            port(),
            out -> {
              out.write(bytes(head(MOST_BYTES)));
              for (int i = 0; i < TRICKLED_BYTES; i++) {
                out.write('[');
                out.flush();
                LockSupport.parkNanos(BETWEEN_BYTES.toNanos());
              }
            });

    assertThat(reply.status()).isEqualTo(408);
    assertThat(reply.isProblem()).as(reply.toString()).isTrue();
    assertThat(reply.body()).contains("body_too_slow");
  }

  private static String head(int length) {
    return "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
        .formatted(TestDatabase.WRITE_KEY, length);
  }

  private static int port() {
    return ingestion.requestWithoutKey("/").build().uri().getPort();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
