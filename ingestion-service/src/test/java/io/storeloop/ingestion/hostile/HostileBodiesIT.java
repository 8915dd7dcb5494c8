package io.storeloop.ingestion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.ingestion.RunningIngestion;
import io.storeloop.ingestion.RunningIngestion.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies and requests that are hostile as a whole: never a 5xx, every refusal a problem with a
 * code, and the service works on in bounded memory.
 */
class HostileBodiesIT {
  private static final int MEGABYTE = 1 << 20;
  private static final long MOST_GROWTH = 150L * MEGABYTE;
  private static final String END = "\r\n\r\n";
  private static final String[] DOORS = {
    "/v1/events", "/v1/batch", "/v1/track", "/v1/identify", "/v1/items/batch"
  };

  private static RunningIngestion ingestion;
  private static long usedBefore;

  @BeforeAll
  static void start() {
    ingestion = RunningIngestion.start();
    ingestion.post("/v1/events", HostileCorpusIT.goodEvent("first"));
    usedBefore = usedHeap();
  }

  @AfterAll
  static void stopWithABoundedHeap() {
    long growth = usedHeap() - usedBefore;
    ingestion.close();
    assertThat(growth).as("bytes of heap that the corpus left behind").isLessThan(MOST_GROWTH);
  }

  @AfterEach
  void itStillWorks() {
    Answer answer =
        ingestion.post("/v1/events", HostileCorpusIT.goodEvent(HostileCorpusIT.nextId() + "-b"));

    assertThat(answer.verdict()).isEqualTo("1 0 0 0");
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  static List<String> doors() {
    return List.of(DOORS);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void bodiesThatAreNoJson(String door) {
    String good = "[" + HostileCorpusIT.goodEvent("no-json") + "]";
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    bodies.put("nothing", new byte[0]);
    bodies.put("blanks", bytes(" \t\r\n"));
    bodies.put("NUL bytes", new byte[1000]);
    bodies.put("a quote", bytes("\""));
    bodies.put("100,000 brackets", bytes("[".repeat(100_000)));
    bodies.put("80,000 objects deep", bytes("{\"a\":".repeat(80_000)));
    bodies.put("brackets that do not match", bytes("[{]}"));
    bodies.put("cut off", bytes(good.substring(0, good.length() - 5)));
    bodies.put("a mark and nothing", bytes("\u00ef\u00bb\u00bf"));
    bodies.put("UTF-16 big", good.getBytes(StandardCharsets.UTF_16BE));
    bodies.put("UTF-16 little", good.getBytes(StandardCharsets.UTF_16LE));
    bodies.put("UTF-16 marked", good.getBytes(StandardCharsets.UTF_16));
    bodies.put("UTF-32", good.getBytes(Charset.forName("UTF-32")));
    bodies.put("random bytes", random(50_000));
    bodies.put("a duplicate member", bytes("{\"batch\": [], \"batch\": []}"));
    bodies.put("no list", bytes("{\"batch\": {}}"));
    bodies.put("200,000 commas", bytes("[" + ",".repeat(200_000) + "]"));
    bodies.put("XML", bytes("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"));

    bodies.forEach((name, body) -> {
      expectNoFault(door + " " + name, secret(door, "application/json", body));
      expectNoFault(door + " lines " + name, secret(door, "application/x-ndjson", body));
    });
  }

  @ParameterizedTest
  @MethodSource("doors")
  void bodiesThatAreTooMuch(String door) {
    String tinyKeys =
        IntStream.range(0, 300_000)
            .mapToObj(i -> "\"" + Integer.toString(i, 36) + "\":1")
            .collect(Collectors.joining(",", "{", "}"));
    byte[] manyEvents = bytes("[" + "{},".repeat(6_000) + "{}]");
    byte[] manyMessages = bytes("{\"batch\":[" + "{},".repeat(1_000) + "{}]}");

    boolean items = door.equals("/v1/items/batch");
    expectNoFault("300,000 keys", secret(door, "application/json", bytes(tinyKeys)));
    expectNoFault("many events", secret(door, "application/json", manyEvents));
    expectNoFault("many messages", secret(door, "application/json", manyMessages));
    if (!items) {
      Answer tooLong = secret(door, "application/json", new byte[513_000]);
      assertThat(tooLong.status()).isEqualTo(413);
      assertThat(tooLong.code()).isEqualTo("body_too_large");
    }
  }

  @ParameterizedTest
  @MethodSource("doors")
  void gzipThatIsNone(String door) {
    byte[] zipped = gzip(bytes("[" + HostileCorpusIT.goodEvent("zipped") + "]"));
    byte[] bomb = gzip(new byte[30 * MEGABYTE]);
    byte[] damaged = zipped.clone();
    damaged[zipped.length / 2] ^= 0x55;

    assertThat(zippedPost(door, bomb).status()).isEqualTo(413);
    assertThat(zippedPost(door, bytes("plain")).code()).isEqualTo("malformed_gzip");
    assertThat(zippedPost(door, Arrays.copyOf(zipped, zipped.length / 2)).code())
        .isEqualTo("malformed_gzip");
    assertThat(zippedPost(door, Arrays.copyOf(zipped, 5)).code()).isEqualTo("malformed_gzip");
    assertThat(zippedPost(door, new byte[0]).code()).isEqualTo("malformed_gzip");
    expectNoFault("damaged", zippedPost(door, damaged));
    expectNoFault("gzip in gzip", zippedPost(door, gzip(zipped)));
    expectNoFault("bomb in gzip", zippedPost(door, gzip(bomb)));
    for (String encoding : List.of("gzip, gzip", "br", "deflate", "gzip;q=1", "\"", "x-gzip")) {
      Answer answer = secret(door, "application/json", zipped, "Content-Encoding", encoding);
      assertThat(answer.status()).as(encoding).isEqualTo(415);
      assertThat(answer.code()).as(encoding).isEqualTo("unsupported_encoding");
    }
  }

  @ParameterizedTest
  @MethodSource("doors")
  void labelsThatLie(String door) {
    byte[] body = bytes("[" + HostileCorpusIT.goodEvent("labelled") + "]");

    Stream.of(
            "application/json;charset=ISO-8859-1",
            "application/json;charset=UTF-16",
            "application/json;charset=utf-99",
            "application/json;charset=\"",
            "application/json;charset=",
            "text/html",
            "application/xml",
            "multipart/form-data",
            "multipart/form-data;boundary=a",
            "application/x-www-form-urlencoded",
            "application/x-java-serialized-object",
            "*/*",
            "json",
            ";;;",
            "application/json, text/plain")
        .forEach(type -> {
          Answer answer = secret(door, type, body);
          expectNoFault(door + " " + type, answer);
          if (!door.equals("/v1/items/batch") && type.contains("charset=ISO")) {
            assertThat(answer.status()).as(type).isEqualTo(415);
          }
        });
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
      RawHttp.Reply reply = raw(method, path, "Authorization: Bearer " + TestDatabase.SECRET_KEY);

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
    RawHttp.Reply reply = raw("POST", "/v1/events", header);

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.isProblem()).as(reply.body()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("doors")
  void methodsThatNobodyOffers(String door) {
    for (String method :
        List.of("GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW", "post")) {
      RawHttp.Reply reply = raw(method, door, "Authorization: Bearer " + TestDatabase.SECRET_KEY);

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
          RawHttp.Reply reply = RawHttp.send(port(), request);
          // 501 and 505 are what HTTP itself prescribes for its own unknown versions and codings
          assertThat(reply.status())
              .as("%s → %s", HostileCorpusIT.shortened(request), reply)
              .matches(status -> status < 500 || status == 501 || status == 505)
              .matches(status -> status / 100 != 2);
          // what is no HTTP gets an empty answer or none; there is no page in either case
          assertThat(reply.body()).doesNotContain("<html");
        });
  }

  @ParameterizedTest
  @MethodSource("doors")
  void fiftyMegabytesAreRefusedAndNotTakenIn(String door) {
    RawHttp.Reply declared =
        RawHttp.send(
            port(), out -> pour(out, head(door) + "Content-Length: 52428800" + END, false));
    RawHttp.Reply chunked =
        RawHttp.send(
            port(), out -> pour(out, head(door) + "Transfer-Encoding: chunked" + END, true));

    for (RawHttp.Reply reply : List.of(declared, chunked)) {
      // a client that goes on sending may lose the answer to the closed connection
      assertThat(reply.status()).isIn(0, 413);
    }
  }

  @Test
  void importsThatAreNoFiles() {
    byte[] bomb = gzip(new byte[40 * MEGABYTE]);
    byte[] zipped = gzip(bytes(HostileCorpusIT.goodEvent("imported") + "\n"));

    for (byte[] file :
        List.of(
            new byte[0],
            bomb,
            gzip(bomb),
            Arrays.copyOf(zipped, zipped.length - 9),
            bytes("[".repeat(100_000)),
            random(100_000))) {
      for (String format : List.of("storeloop", "tmall2014", "online-retail")) {
        Answer answer = secret("/v1/imports?format=" + format, "application/octet-stream", file);
        expectNoFault("import", answer);
        if (answer.status() < 300) {
          HostileImports.awaitEnd(ingestion, answer.body().path("id").asString());
        }
      }
    }
  }

  /** Up to fifty megabytes, as long as somebody takes them. */
  private static void pour(OutputStream out, String head, boolean chunked) throws IOException {
    byte[] part = new byte[MEGABYTE];
    Arrays.fill(part, (byte) '[');
    out.write(bytes(head));
    for (int i = 0; i < 50; i++) {
      if (chunked) {
        out.write(bytes("100000\r\n"));
      }
      out.write(part);
      if (chunked) {
        out.write(bytes("\r\n"));
      }
    }
  }

  private static String head(String door) {
    return """
    POST %s HTTP/1.1\r
    Host: a\r
    Connection: close\r
    Content-Type: application/json\r
    Authorization: Bearer %s\r
    """
        .formatted(door, TestDatabase.SECRET_KEY);
  }

  private static RawHttp.Reply raw(String method, String path, String header) {
    return RawHttp.send(
        port(),
        "%s %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\n%s\r\nContent-Type: application/json\r\nContent-Length: 2%s[]"
            .formatted(method, path, header, END));
  }

  private static int port() {
    return ingestion.requestWithoutKey("/").build().uri().getPort();
  }

  private static Answer secret(String path, String type, byte[] body, String... headers) {
    return ingestion.secretPost(path, type, body, headers);
  }

  private static Answer zippedPost(String door, byte[] body) {
    return secret(door, "application/json", body, "Content-Encoding", "gzip");
  }

  private static void expectNoFault(String what, Answer answer) {
    assertThat(answer.status()).as(what).isLessThan(500);
    if (answer.status() >= 400) {
      assertThat(answer.headers().get("content-type"))
          .as("%s: %s", what, answer)
          .containsExactly("application/problem+json");
      assertThat(answer.code()).as(what).matches("[a-z0-9_]+");
    }
  }

  private static void expectNoFault(String what, RawHttp.Reply reply) {
    assertThat(reply.status()).as(what).isBetween(1, 499);
    if (reply.status() >= 400 && !reply.body().isEmpty()) {
      assertThat(reply.isProblem()).as("%s: %s", what, reply).isTrue();
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new java.util.Random(1).nextBytes(bytes);
    return bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }
}
