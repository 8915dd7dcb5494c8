package io.storeloop.common.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Undoes gzip, counts the decoded bytes and the time, so that no body is larger in memory or longer
 * on its way than agreed. After a body that is refused half read the connection is closed; the
 * server drains no more than {@code server.tomcat.max-swallow-size} of the rest.
 *
 * <p>Bodies that have their key in them are bounded together as well, see {@link UncheckedBytes}.
 */
final class BoundedBodyFilter extends OncePerRequestFilter {
  private static final String CLOSE = "close";

  private final long maxBytes;
  private final Duration maxTime;
  private final List<BodyLimit> limits;
  private final UncheckedBytes unchecked;
  private final ProblemWriter problems;

  BoundedBodyFilter(HttpProperties properties, List<BodyLimit> limits, ProblemWriter problems) {
    this.maxBytes = properties.maxBodyBytes();
    this.maxTime = properties.maxBodyTime();
    this.limits = List.copyOf(limits);
    this.unchecked = new UncheckedBytes(properties.maxUncheckedBytes());
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    BodyLimit limit = limitOf(request.getRequestURI());
    if (request.getContentLengthLong() > limit.maxBytes()) {
      ProblemException tooLarge = BoundedStream.tooLarge(limit.maxBytes());
      response.setHeader(HttpHeaders.CONNECTION, CLOSE);
      problems.write(response, tooLarge.status(), tooLarge.code(), tooLarge.detail());
      return;
    }
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    boolean encoded = encoding != null && !encoding.equalsIgnoreCase("identity");
    if (encoded && !encoding.equalsIgnoreCase("gzip")) {
      problems.write(
          response,
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "unsupported_encoding",
          "Content-Encoding may be gzip or identity");
      return;
    }
    BodyClock clock = new BodyClock(maxTime, maxBytes, System::nanoTime);
    boolean checked = request.getAttribute(WriteKeys.UNCHECKED) == null;
    try (UncheckedBytes.Share share = unchecked.open()) {
      BoundedRequest bounded =
          new BoundedRequest(
              request,
              limit,
              encoded && limit.decodeGzip(),
              clock,
              checked ? count -> {} : share::add,
              () -> response.setHeader(HttpHeaders.CONNECTION, CLOSE));
      chain.doFilter(bounded, response);
    }
  }

  private BodyLimit limitOf(String path) {
    for (BodyLimit limit : limits) {
      if (path.equals(limit.path())) {
        return limit;
      }
    }
    return new BodyLimit(path, maxBytes, true);
  }

  private static final class BoundedRequest extends HttpServletRequestWrapper {
    private final BodyLimit limit;
    private final boolean gzip;
    private final BodyClock clock;
    private final IntConsumer onRead;
    private final Runnable giveUp;
    private @Nullable ServletInputStream stream;

    BoundedRequest(
        HttpServletRequest request,
        BodyLimit limit,
        boolean gzip,
        BodyClock clock,
        IntConsumer onRead,
        Runnable giveUp) {
      super(request);
      this.limit = limit;
      this.gzip = gzip;
      this.clock = clock;
      this.onRead = onRead;
      this.giveUp = giveUp;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      ServletInputStream current = stream;
      if (current == null) {
        InputStream paced = new PacedStream(super.getInputStream(), clock, giveUp);
        current = new BoundedStream(decoded(paced), limit.maxBytes(), onRead, giveUp);
        stream = current;
      }
      return current;
    }

    private InputStream decoded(InputStream raw) throws IOException {
      return gzip ? GzipBody.decoded(raw) : raw;
    }

    /** The decoded body has another length, and no encoding: readers must not trust these two. */
    private boolean isStale(String header) {
      return gzip
          && (header.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)
              || header.equalsIgnoreCase(HttpHeaders.CONTENT_ENCODING));
    }

    @Override
    public @Nullable String getHeader(String name) {
      return isStale(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return isStale(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      List<String> names = new ArrayList<>(Collections.list(super.getHeaderNames()));
      names.removeIf(this::isStale);
      return Collections.enumeration(names);
    }

    @Override
    public int getContentLength() {
      return gzip ? -1 : super.getContentLength();
    }

    @Override
    public long getContentLengthLong() {
      return gzip ? -1 : super.getContentLengthLong();
    }
  }
}
