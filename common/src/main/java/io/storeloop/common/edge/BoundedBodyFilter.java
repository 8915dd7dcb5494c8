package io.storeloop.common.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Undoes gzip and counts the decoded bytes, so that no body is larger in memory than agreed. */
final class BoundedBodyFilter extends OncePerRequestFilter {
  private final long maxBytes;
  private final List<BodyLimit> limits;
  private final ProblemWriter problems;

  BoundedBodyFilter(HttpProperties properties, List<BodyLimit> limits, ProblemWriter problems) {
    this.maxBytes = properties.maxBodyBytes();
    this.limits = List.copyOf(limits);
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    BodyLimit limit = limitOf(request.getRequestURI());
    if (request.getContentLengthLong() > limit.maxBytes()) {
      ProblemException tooLarge = tooLarge(limit.maxBytes());
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
    chain.doFilter(new BoundedRequest(request, limit, encoded && limit.decodeGzip()), response);
  }

  private BodyLimit limitOf(String path) {
    for (BodyLimit limit : limits) {
      if (path.equals(limit.path())) {
        return limit;
      }
    }
    return new BodyLimit(path, maxBytes, true);
  }

  private static ProblemException tooLarge(long maxBytes) {
    return ProblemException.of(
        HttpStatus.CONTENT_TOO_LARGE,
        "body_too_large",
        "the body may have at most %d bytes after decoding".formatted(maxBytes));
  }

  private static final class BoundedRequest extends HttpServletRequestWrapper {
    private final BodyLimit limit;
    private final boolean gzip;
    private @Nullable ServletInputStream stream;

    BoundedRequest(HttpServletRequest request, BodyLimit limit, boolean gzip) {
      super(request);
      this.limit = limit;
      this.gzip = gzip;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      ServletInputStream current = stream;
      if (current == null) {
        current = new BoundedStream(decoded(super.getInputStream()), limit.maxBytes());
        stream = current;
      }
      return current;
    }

    private InputStream decoded(InputStream raw) throws IOException {
      if (!gzip) {
        return raw;
      }
      try {
        return new GZIPInputStream(raw);
      } catch (ZipException | java.io.EOFException notGzip) {
        throw ProblemException.of(
            HttpStatus.BAD_REQUEST, "malformed_gzip", "the body is not gzip, as its header says");
      }
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

  private static final class BoundedStream extends ServletInputStream {
    private final InputStream in;
    private final long maxBytes;
    private long read;
    private boolean finished;

    BoundedStream(InputStream in, long maxBytes) {
      this.in = in;
      this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count;
      try {
        count = in.read(buffer, offset, length);
      } catch (ZipException broken) {
        throw ProblemException.of(
            HttpStatus.BAD_REQUEST, "malformed_gzip", "the gzip body is damaged");
      }
      if (count < 0) {
        finished = true;
        return count;
      }
      read += count;
      if (read > maxBytes) {
        throw tooLarge(maxBytes);
      }
      return count;
    }

    @Override
    public boolean isFinished() {
      return finished;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("bodies are read by blocking calls");
    }
  }
}
