package io.storeloop.campaign.audience;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * GETs to one server over connections that are kept, on the caller's own thread and inside a
 * deadline that holds for everything: connecting, sending, and every read. What a general client
 * does beside (selector threads, redirects, caches, several servers) costs more than the question
 * itself. HTTP/1.1 as in RFC 9112.
 *
 * <p>A kept connection that the server has closed meanwhile is replaced once, as long as nothing of
 * an answer has come. Thread-safe.
 */
final class KeptConnections implements AutoCloseable {
  /** Servers close connections on which nothing comes; ours after five seconds. */
  private static final Duration KEPT = Duration.ofSeconds(3);

  private static final int LONGEST_HEAD = 32 * 1024;
  private static final int HEXADECIMAL = 16;
  private static final int NO_LENGTH = -1;

  private final URI server;
  private final String head;
  private final Duration connectTimeout;
  private final int longestBody;
  private final int mostKept;
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

  /**
   * Opens nothing yet.
   *
   * @param server scheme http or https, host, and the prefix of all paths
   * @param headers lines that go along with every question, each ended by CR LF
   * @param mostKept connections that are kept while nobody uses them
   */
  KeptConnections(
      URI server, String headers, Duration connectTimeout, int longestBody, int mostKept) {
    this.server = server;
    this.head =
        " HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\n%s\r\n"
            .formatted(server.getRawAuthority(), headers);
    this.connectTimeout = connectTimeout;
    this.longestBody = longestBody;
    this.mostKept = mostKept;
  }

  /** What came back. */
  @SuppressWarnings("ArrayRecordComponent") // read once by whoever asked
  record Answer(int status, byte[] body) {}

  /** The body is longer than anybody wants to read. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1;

    TooLongException() {
      super("the answer is too long");
    }
  }

  /**
   * Asks once.
   *
   * @param target path and query, encoded
   * @param until {@link System#nanoTime} at which it is given up
   * @throws SocketTimeoutException if the time is over
   * @throws TooLongException if the answer is
   * @throws IOException if the server cannot be reached or does not speak HTTP
   */
  Answer get(String target, long until) throws IOException {
    byte[] request =
        ("GET " + server.getRawPath() + target + head).getBytes(StandardCharsets.ISO_8859_1);
    Connection kept = kept();
    if (kept != null) {
      try {
        return ask(kept, request, until);
      } catch (SocketTimeoutException | TooLongException given) {
        throw given;
      } catch (IOException broken) {
        if (kept.hasAnswered) {
          throw broken;
        }
      }
    }
    return ask(open(until), request, until);
  }

  private Answer ask(Connection connection, byte[] request, long until) throws IOException {
    boolean usable = false;
    try {
      connection.hasAnswered = false;
      connection.socket.getOutputStream().write(request);
      Answer answer = connection.answer(until, longestBody);
      usable = connection.isKept && idle.size() < mostKept;
      if (usable) {
        connection.idleSince = System.nanoTime();
        idle.addFirst(connection);
      }
      return answer;
    } finally {
      if (!usable) {
        connection.close();
      }
    }
  }

  /** The connection used last, as it is the least likely to be closed; older ones are dropped. */
  private @Nullable Connection kept() {
    Connection newest = idle.pollFirst();
    for (Connection oldest = idle.pollLast(); oldest != null; oldest = idle.pollLast()) {
      if (!oldest.isStale()) {
        idle.addLast(oldest);
        break;
      }
      oldest.close();
    }
    if (newest != null && newest.isStale()) {
      newest.close();
      return null;
    }
    return newest;
  }

  private Connection open(long until) throws IOException {
    boolean secure = "https".equals(server.getScheme());
    int port = server.getPort() >= 0 ? server.getPort() : secure ? 443 : 80;
    Socket socket = new Socket();
    boolean opened = false;
    try {
      socket.setTcpNoDelay(true);
      int patience = (int) Math.min(connectTimeout.toMillis(), millisLeft(until));
      socket.connect(new InetSocketAddress(server.getHost(), port), Math.max(1, patience));
      Socket ready = secure ? secured(socket, port, until) : socket;
      Connection connection = new Connection(ready);
      opened = true;
      return connection;
    } catch (SocketTimeoutException late) {
      if (millisLeft(until) > 0) {
        throw new IOException("no connection in time", late);
      }
      throw late;
    } finally {
      if (!opened) {
        socket.close();
      }
    }
  }

  private Socket secured(Socket socket, int port, long until) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket secured = (SSLSocket) factory.createSocket(socket, server.getHost(), port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.setSoTimeout((int) Math.max(1, millisLeft(until)));
    secured.startHandshake();
    return secured;
  }

  private static long millisLeft(long until) {
    return TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
  }

  @Override
  public void close() {
    for (Connection one = idle.pollFirst(); one != null; one = idle.pollFirst()) {
      one.close();
    }
  }

  /** Used by one thread at a time. */
  private static final class Connection {
    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[8192];
    private int next;
    private int filled;
    private boolean hasAnswered;
    private boolean isKept;
    private long idleSince = System.nanoTime();
    private long until;
    private int headLeft;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
    }

    boolean isStale() {
      return System.nanoTime() - idleSince > KEPT.toNanos();
    }

    Answer answer(long deadline, int longestBody) throws IOException {
      until = deadline;
      headLeft = LONGEST_HEAD;
      String status = line();
      int length = NO_LENGTH;
      boolean chunked = false;
      isKept = status.startsWith("HTTP/1.1 ");
      for (String header = line(); !header.isEmpty(); header = line()) {
        String lower = header.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = number(lower.substring(15).strip(), 10);
        }
        chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        isKept &= !(lower.startsWith("connection:") && lower.contains("close"));
      }
      int code = code(status);
      if (chunked) {
        return new Answer(code, chunks(longestBody));
      }
      boolean bodyless = code == 204 || code == 304;
      isKept &= bodyless || length != NO_LENGTH;
      return new Answer(code, bodyless ? new byte[0] : body(length, longestBody));
    }

    private static int code(String status) throws IOException {
      if (!status.startsWith("HTTP/1.") || status.length() < 12) {
        throw new IOException("this is not HTTP/1.1");
      }
      return number(status.substring(9, 12), 10);
    }

    private static int number(String text, int radix) throws IOException {
      try {
        int number = Integer.parseInt(text, radix);
        if (number >= 0) {
          return number;
        }
      } catch (NumberFormatException notOne) {
        // said below
      }
      throw new IOException("this is not a length or a status");
    }

    /** Without a length, whatever comes until the server closes. */
    private byte[] body(int length, int longest) throws IOException {
      if (length > longest) {
        throw new TooLongException();
      }
      ByteArrayOutputStream body = new ByteArrayOutputStream(Math.max(0, length));
      if (length != NO_LENGTH) {
        copy(length, body);
        return body.toByteArray();
      }
      for (int one = read(); one >= 0; one = read()) {
        body.write(one);
        if (body.size() > longest) {
          throw new TooLongException();
        }
      }
      return body.toByteArray();
    }

    private byte[] chunks(int longest) throws IOException {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int size = chunk(); size > 0; size = chunk()) {
        if (size > longest - body.size()) {
          throw new TooLongException();
        }
        copy(size, body);
        line();
      }
      while (!line().isEmpty()) {
        headLeft--; // trailers say nothing that is asked for
      }
      return body.toByteArray();
    }

    private int chunk() throws IOException {
      String size = line();
      int extension = size.indexOf(';');
      return number((extension < 0 ? size : size.substring(0, extension)).strip(), HEXADECIMAL);
    }

    private void copy(int length, ByteArrayOutputStream into) throws IOException {
      for (int left = length; left > 0; ) {
        if (!isFilled()) {
          throw new EOFException("the answer ends in its body");
        }
        int count = Math.min(left, filled - next);
        into.write(buffer, next, count);
        next += count;
        left -= count;
      }
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int one = read(); one != '\n'; one = read()) {
        if (one < 0 || --headLeft < 0) {
          throw new EOFException("the answer ends in its head");
        }
        if (one != '\r') {
          line.append((char) one);
        }
      }
      return line.toString();
    }

    private int read() throws IOException {
      return isFilled() ? buffer[next++] & 0xFF : -1;
    }

    /** Whether there is a byte to take; reads more if need be, for what is left of the time. */
    private boolean isFilled() throws IOException {
      if (next < filled) {
        return true;
      }
      long left = until - System.nanoTime();
      if (left <= 0) {
        throw new SocketTimeoutException("the deadline is over");
      }
      socket.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
      next = 0;
      filled = Math.max(0, in.read(buffer));
      hasAnswered |= filled > 0;
      return filled > 0;
    }

    void close() {
      try {
        socket.close();
      } catch (IOException alreadyGone) {
        isKept = false;
      }
    }
  }
}
