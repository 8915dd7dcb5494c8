package io.storeloop.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls over one kept connection, with as little work as the protocol allows: the client shares two
 * cores with what it measures.
 *
 * <p>Not thread-safe.
 */
public final class HttpCaller implements Load.Caller {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int LONGEST_LINE = 8192;

  /** A server closes connections on which nothing comes; ours after five seconds. */
  private static final Duration KEPT = Duration.ofSeconds(3);

  private final int port;
  private final Supplier<byte[]> requests;
  private @Nullable Socket socket;
  private long lastUsed;
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();

  /** Posts bodies to one path. */
  public HttpCaller(int port, String path, String key, Supplier<byte[]> bodies) {
    this(port, posts(head("POST", path, port, key), bodies));
  }

  private HttpCaller(int port, Supplier<byte[]> requests) {
    this.port = port;
    this.requests = requests;
  }

  /** Gets one path after another. */
  public static HttpCaller gets(int port, String key, Supplier<String> paths) {
    return new HttpCaller(
        port,
        () -> (head("GET", paths.get(), port, key) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String head(String method, String path, int port, String key) {
    return "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n"
        .formatted(method, path, port, key);
  }

  private static Supplier<byte[]> posts(String head, Supplier<byte[]> bodies) {
    String json = head + "Content-Type: application/json\r\nContent-Length: ";
    return () -> {
      byte[] body = bodies.get();
      byte[] start = (json + body.length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
      byte[] request = new byte[start.length + body.length];
      System.arraycopy(start, 0, request, 0, start.length);
      System.arraycopy(body, 0, request, start.length, body.length);
      return request;
    };
  }

  @Override
  public Load.Answer call() throws IOException {
    try {
      if (System.nanoTime() - lastUsed > KEPT.toNanos()) {
        close();
      }
      if (socket == null) {
        connect();
      }
      out.write(requests.get());
      Load.Answer answer = answer();
      lastUsed = System.nanoTime();
      return answer;
    } catch (IOException broken) {
      close();
      return Load.Answer.FAILED;
    }
  }

  private void connect() throws IOException {
    Socket fresh = new Socket(InetAddress.getLoopbackAddress(), port);
    fresh.setTcpNoDelay(true);
    fresh.setSoTimeout((int) TIMEOUT.toMillis());
    in = new BufferedInputStream(fresh.getInputStream(), LONGEST_LINE);
    out = fresh.getOutputStream();
    socket = fresh;
  }

  private Load.Answer answer() throws IOException {
    String status = line();
    int length = 0;
    boolean chunked = false;
    boolean closes = false;
    boolean retryAfter = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring(15).strip());
      }
      chunked |= lower.startsWith("transfer-encoding: chunked");
      closes |= lower.startsWith("connection: close");
      retryAfter |= lower.startsWith("retry-after:");
    }
    if (chunked) {
      skipChunks();
    } else {
      in.skipNBytes(length);
    }
    if (closes) {
      close();
    }
    if (status.startsWith("HTTP/1.1 200")) {
      return Load.Answer.ACCEPTED;
    }
    boolean refused =
        retryAfter && (status.startsWith("HTTP/1.1 503") || status.startsWith("HTTP/1.1 429"));
    return refused ? Load.Answer.REFUSED : Load.Answer.FAILED;
  }

  private void skipChunks() throws IOException {
    for (int size = chunk(); size > 0; size = chunk()) {
      in.skipNBytes(size + 2L);
    }
    line();
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int one = in.read(); one != '\n'; one = in.read()) {
      if (one < 0 || line.length() > LONGEST_LINE) {
        throw new EOFException("the answer ends in its head");
      }
      if (one != '\r') {
        line.append((char) one);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
