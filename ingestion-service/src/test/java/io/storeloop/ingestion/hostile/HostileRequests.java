package io.storeloop.ingestion.hostile;

import static io.storeloop.ingestion.hostile.HostileService.expectNoFault;
import static io.storeloop.ingestion.hostile.RawHttp.END;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, keys and methods that nobody offers, and requests that are no HTTP. */
abstract class HostileRequests {
  private final HostileService service;

  HostileRequests(HostileService service) {
    this.service = service;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/events%00",
        "/v1/events/%00",
        "/v1/items/%00",
        "/v1/items/%ff%fe",
        "/v1/items/%zz",
        "/v1/items/%",
        "/v1/items/%2e%2e%2f%2e%2e",
        "/v1/items/..%2f..%2fetc%2fpasswd",
        "/v1/items/" + "%F0%9F%A7%A6",
        "/v1/events;jsessionid=1",
        "/v1/events;/../quality",
        "/v1/..;/v1/quality",
        "/v1/%2e%2e/v1/quality",
        "/v1/../v1/quality",
        "/../../etc/passwd",
        "//v1/events",
        "/v1//events",
        "/v1/events/",
        "/v1\\events",
        "/v1/events?writeKey=%00",
        "/v1/quality?day=%00",
        "/v1/quality?day=2026-99-99",
        "/v1/quarantine?limit=-1",
        "/v1/quarantine?limit=99999999999999",
        "/v1/quarantine?cursor=%00%ff",
        "/v1/quarantine/%00/replay",
        "/v1/quarantine/none",
        "/v1/imports/none",
        "/v1/imports/%00",
        "/actuator/env",
        "/actuator/heapdump",
        "/error",
        "/v3/api-docs/..%2f..%2f",
        "/" + "\u00e4",
        "/v1/events#fragment"
      })
  void pathsThatPlayTricks(String path) {
    for (String method : List.of("GET", "POST", "DELETE", "PUT")) {
      RawHttp.Reply reply =
          service.raw(method, path, "Authorization: Bearer " + TestDatabase.SECRET_KEY);

      expectNoFault(method + " " + path, reply);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-None: 1",
        "Authorization:",
        "Authorization: Bearer",
        "Authorization: Bearer  ",
        "Authorization: Basic !!!",
        "Authorization: Basic " + "Og==",
        "Authorization: Basic " + "AAAA",
        "Authorization: Negotiate YQ==",
        "Authorization: Digest username=\"a\"",
        "Authorization: AWS4-HMAC-SHA256 Credential=/, Signature=",
        "Authorization: \u00e4\u00ff",
        "Authorization: Bearer wk_unknown_000000000000000000",
        "X-API-Key:",
        "X-API-Key: ' or 1=1 --"
      })
  void keysThatAreNone(String header) {
    RawHttp.Reply reply = service.raw("POST", "/v1/events", header);

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.isProblem()).as(reply.body()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("io.storeloop.ingestion.hostile.HostileService#doors")
  void methodsThatNobodyOffers(String door) {
    for (String method :
        List.of("GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW", "post")) {
      RawHttp.Reply reply =
          service.raw(method, door, "Authorization: Bearer " + TestDatabase.SECRET_KEY);

      assertThat(reply.status()).as(method).isLessThan(500);
      if (reply.status() >= 400 && !method.equals("HEAD")) {
        assertThat(reply.isProblem()).as("%s %s", method, reply).isTrue();
      }
    }
  }

  @Test
  void requestsThatAreNoHttp() {
    String key = "Authorization: Bearer " + TestDatabase.WRITE_KEY + "\r\n";
    String post = "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + key;

    Stream.of(
            "GARBAGE" + END,
            "GET\r\n\r\n",
            "G\u0000T / HTTP/1.1\r\nHost: a" + END,
            "POST /v1/events HTTP/3.7\r\nHost: a" + END,
            "POST /v1/events HTTP/1.1" + END,
            "POST /v1/events HTTP/1.1\r\nHost: a\r\nHost: b" + END,
            "POST /v1/events HTTP/1.1\nHost: a\n\n",
            "A".repeat(10_000) + " / HTTP/1.1\r\nHost: a" + END,
            "GET /" + "a".repeat(1_000_000) + " HTTP/1.1\r\nHost: a" + END,
            post + "X: " + "a".repeat(100_000) + END,
            post + "X: 1\r\n".repeat(5_000) + END,
            post + "Content-Length: 2\r\nTransfer-Encoding: chunked" + END + "0" + END + "[]",
            post + "Content-Length: 2\r\nContent-Length: 3" + END + "[]",
            post + "Content-Length: -1" + END + "[]",
            post + "Content-Length: two" + END + "[]",
            post + "Content-Length: 99999999999999999999" + END + "[]",
            post + "Transfer-Encoding: gzip" + END,
            post + "Transfer-Encoding: chunked\r\nConnection: close" + END + "zz\r\n[]\r\n0" + END,
            post + "Transfer-Encoding: chunked\r\nConnection: close" + END + "-2\r\n[]\r\n0" + END,
            post
                + "Transfer-Encoding: chunked\r\nConnection: close"
                + END
                + "2;"
                + "x".repeat(100_000)
                + "\r\n[]\r\n0"
                + END,
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003" + END)
        .forEach(request -> {
          RawHttp.Reply reply = service.send(request);
          // 501 and 505 are what HTTP itself prescribes for its own unknown versions and codings
          assertThat(reply.status())
              .as("%s → %s", HostileCorpusIT.shortened(request), reply)
              .matches(status -> status < 500 || status == 501 || status == 505)
              .matches(status -> status / 100 != 2);
          // what is no HTTP gets an empty answer or none; there is no page in either case
          assertThat(reply.body()).doesNotContain("<html");
        });
  }
}
