package io.storeloop.common.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class BoundedBodyFilterTest {
  private final BoundedBodyFilter filter =
      new BoundedBodyFilter(
          new HttpProperties(2048, Duration.ofSeconds(10), 3000),
          List.of(new BodyLimit("/v1/imports", 8192, false)),
          new ProblemWriter(JsonMapper.shared()));

  @Test
  void gzipIsUndone() throws Exception {
    assertThat(bodyRead("/v1/events", gzip("hello"), "gzip")).isEqualTo("hello");
  }

  @Test
  void aZipBombStopsAtTheBound() throws Exception {
    byte[] bomb = gzip("0".repeat(1_000_000));

    assertThatThrownBy(() -> bodyRead("/v1/events", bomb, "gzip"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo("body_too_large"));
  }

  @Test
  void aDeclaredLengthOverTheBoundIsRefusedUnread() throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/events");
    request.setContent(new byte[2049]);

    filter.doFilter(request, response, new MockFilterChain());

    assertThat(response.getStatus()).isEqualTo(413);
  }

  @Test
  void aBodyThatIsNotGzipThoughItSaysSoIsABadRequest() {
    assertThatThrownBy(
            () -> bodyRead("/v1/events", "plain".getBytes(StandardCharsets.UTF_8), "gzip"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo("malformed_gzip"));
  }

  @Test
  void gzipThatIsCutOffIsABadRequest() throws Exception {
    byte[] whole = gzip("hello".repeat(100));

    assertThatThrownBy(() -> bodyRead("/v1/events", Arrays.copyOf(whole, whole.length - 9), "gzip"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo("malformed_gzip"));
  }

  @Test
  void anotherEncodingIsUnsupported() throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/events");
    request.addHeader("Content-Encoding", "br");

    filter.doFilter(request, response, new MockFilterChain());

    assertThat(response.getStatus()).isEqualTo(415);
  }

  @Test
  void aPathMayHaveItsOwnBoundAndKeepItsGzip() throws Exception {
    byte[] zipped = gzip("0".repeat(4000));

    assertThat(bodyRead("/v1/imports", new byte[4000], null)).hasSize(4000);
    assertThat(bodyRead("/v1/imports", zipped, "gzip"))
        .isEqualTo(new String(zipped, StandardCharsets.ISO_8859_1));
  }

  @Test
  void bodiesWhoseKeysAreUncheckedAreBoundedTogetherUntilTheirCallsEnd() throws Exception {
    byte[] zipped = gzip("0".repeat(2000));
    AtomicInteger refused = new AtomicInteger();

    read(
        unchecked(new byte[1000], null),
        () -> {
          read(
              unchecked(zipped, "gzip"),
              () -> {
                assertThatThrownBy(() -> read(unchecked(new byte[1], null), () -> {}))
                    .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> {
                          assertThat(problem.status().value()).isEqualTo(503);
                          assertThat(problem.code()).isEqualTo("overloaded");
                          assertThat(problem.retryAfter()).isPositive();
                          refused.incrementAndGet();
                        });
                assertThat(bodyRead("/v1/track", new byte[2000], null)).hasSize(2000);
              });
          read(unchecked(new byte[2000], null), () -> {});
        });

    assertThat(refused).hasValue(1);
  }

  /** What is done while a call is in hand. */
  private interface Meanwhile {
    void act() throws Exception;
  }

  private static MockHttpServletRequest unchecked(byte[] body, String encoding) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/track");
    request.setAttribute(WriteKeys.UNCHECKED, true);
    request.setContent(body);
    if (encoding != null) {
      request.addHeader("Content-Encoding", encoding);
    }
    return request;
  }

  private void read(MockHttpServletRequest call, Meanwhile meanwhile) throws Exception {
    filter.doFilter(
        call,
        new MockHttpServletResponse(),
        (request, response) -> {
          request.getInputStream().readAllBytes();
          try {
            meanwhile.act();
          } catch (IOException | RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private String bodyRead(String path, byte[] body, String encoding) throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
    request.setContent(body);
    if (encoding != null) {
      request.addHeader("Content-Encoding", encoding);
    }
    MockFilterChain chain = new MockFilterChain();
    filter.doFilter(request, new MockHttpServletResponse(), chain);
    byte[] read = chain.getRequest().getInputStream().readAllBytes();
    return new String(read, StandardCharsets.ISO_8859_1);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
