package io.storeloop.ingestion.hostile;

import static io.storeloop.ingestion.hostile.HostileBytes.MEGABYTE;
import static io.storeloop.ingestion.hostile.HostileBytes.bytes;
import static io.storeloop.ingestion.hostile.HostileBytes.gzip;
import static io.storeloop.ingestion.hostile.HostileBytes.random;
import static io.storeloop.ingestion.hostile.HostileService.expectNoFault;
import static io.storeloop.ingestion.hostile.RawHttp.END;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.schema.TestDatabase;
import io.storeloop.ingestion.RunningIngestion.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that are hostile as a whole, and labels that lie about them. */
abstract class HostileContents {
  private final HostileService service;

  HostileContents(HostileService service) {
    this.service = service;
  }

  @ParameterizedTest
  @MethodSource("io.storeloop.ingestion.hostile.HostileService#doors")
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
      expectNoFault(door + " " + name, service.secret(door, "application/json", body));
      expectNoFault(door + " lines " + name, service.secret(door, "application/x-ndjson", body));
    });
  }

  @ParameterizedTest
  @MethodSource("io.storeloop.ingestion.hostile.HostileService#doors")
  void bodiesThatAreTooMuch(String door) {
    String tinyKeys =
        IntStream.range(0, 300_000)
            .mapToObj(i -> "\"" + Integer.toString(i, 36) + "\":1")
            .collect(Collectors.joining(",", "{", "}"));
    byte[] manyEvents = bytes("[" + "{},".repeat(6_000) + "{}]");
    byte[] manyMessages = bytes("{\"batch\":[" + "{},".repeat(1_000) + "{}]}");

    boolean items = door.equals("/v1/items/batch");
    expectNoFault("300,000 keys", service.secret(door, "application/json", bytes(tinyKeys)));
    expectNoFault("many events", service.secret(door, "application/json", manyEvents));
    expectNoFault("many messages", service.secret(door, "application/json", manyMessages));
    if (!items) {
      Answer tooLong = service.secret(door, "application/json", new byte[513_000]);
      assertThat(tooLong.status()).isEqualTo(413);
      assertThat(tooLong.code()).isEqualTo("body_too_large");
    }
  }

  @ParameterizedTest
  @MethodSource("io.storeloop.ingestion.hostile.HostileService#doors")
  void gzipThatIsNone(String door) {
    byte[] zipped = gzip(bytes("[" + HostileCorpusIT.goodEvent("zipped") + "]"));
    byte[] bomb = gzip(new byte[30 * MEGABYTE]);
    byte[] damaged = zipped.clone();
    damaged[zipped.length / 2] ^= 0x55;

    assertThat(service.zippedPost(door, bomb).status()).isEqualTo(413);
    assertThat(service.zippedPost(door, bytes("plain")).code()).isEqualTo("malformed_gzip");
    assertThat(service.zippedPost(door, Arrays.copyOf(zipped, zipped.length / 2)).code())
        .isEqualTo("malformed_gzip");
    assertThat(service.zippedPost(door, Arrays.copyOf(zipped, 5)).code())
        .isEqualTo("malformed_gzip");
    assertThat(service.zippedPost(door, new byte[0]).code()).isEqualTo("malformed_gzip");
    expectNoFault("damaged", service.zippedPost(door, damaged));
    expectNoFault("gzip in gzip", service.zippedPost(door, gzip(zipped)));
    expectNoFault("bomb in gzip", service.zippedPost(door, gzip(bomb)));
    for (String encoding : List.of("gzip, gzip", "br", "deflate", "gzip;q=1", "\"", "x-gzip")) {
      Answer answer =
          service.secret(door, "application/json", zipped, "Content-Encoding", encoding);
      assertThat(answer.status()).as(encoding).isEqualTo(415);
      assertThat(answer.code()).as(encoding).isEqualTo("unsupported_encoding");
    }
  }

  @ParameterizedTest
  @MethodSource("io.storeloop.ingestion.hostile.HostileService#doors")
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
          Answer answer = service.secret(door, type, body);
          expectNoFault(door + " " + type, answer);
          if (!door.equals("/v1/items/batch") && type.contains("charset=ISO")) {
            assertThat(answer.status()).as(type).isEqualTo(415);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("io.storeloop.ingestion.hostile.HostileService#doors")
  void fiftyMegabytesAreRefusedAndNotTakenIn(String door) {
    RawHttp.Reply declared =
        service.send(out -> pour(out, head(door) + "Content-Length: 52428800" + END, false));
    RawHttp.Reply chunked =
        service.send(out -> pour(out, head(door) + "Transfer-Encoding: chunked" + END, true));

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
        Answer answer =
            service.secret("/v1/imports?format=" + format, "application/octet-stream", file);
        expectNoFault("import", answer);
        if (answer.status() < 300) {
          HostileImports.awaitEnd(service.ingestion(), answer.body().path("id").asString());
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
}
