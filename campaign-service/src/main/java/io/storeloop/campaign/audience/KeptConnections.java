package io.storeloop.campaign.audience;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * POSTs of JSON to one server over connections that are kept, on the caller's own thread and inside
 * a deadline that holds for everything: connecting, sending, and every read. What a general client
 * does beside (selector threads, redirects, caches, several servers) costs more than the question
 * itself. HTTP/1.1 as in RFC 9112.
 *
 * <p>A kept connection that the server has closed meanwhile is replaced once, as long as nothing of
 * an answer has come. Thread-safe.
 */
final class KeptConnections implements AutoCloseable {

  private final URI server;
  private final String prefix;
  private final String head;
  private final Duration connectTimeout;
  private final int longestBody;
  private final int mostKept;
  private final Deque<HttpConnection> idle = new ConcurrentLinkedDeque<>();

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
    this.prefix = server.getRawPath().replaceFirst("/$", "");
    this.head =
        " HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\nContent-Type: application/json\r\n%sContent-Length: "
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
   * Asks once. The question must change nothing: it may reach a server that closes the connection
   * before it answers, and is then asked again.
   *
   * @param target path and query behind the prefix, encoded
   * @param body JSON
   * @param until {@link System#nanoTime} at which it is given up
   * @throws SocketTimeoutException if the time is over
   * @throws TooLongException if the answer is
   * @throws IOException if the server cannot be reached or does not speak HTTP
   */
  Answer post(String target, byte[] body, long until) throws IOException {
    byte[] request = request(target, body);
    HttpConnection kept = kept();
    if (kept != null) {
      try {
        return ask(kept, request, until);
      } catch (SocketTimeoutException | TooLongException given) {
        throw given;
      } catch (IOException broken) {
        if (kept.hasAnswered()) {
          throw broken;
        }
      }
    }
    return ask(open(until), request, until);
  }

  /** Head and body together, so that they leave together. */
  private byte[] request(String target, byte[] body) {
    byte[] first =
        ("POST " + prefix + target + head + body.length + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] request = Arrays.copyOf(first, first.length + body.length);
    System.arraycopy(body, 0, request, first.length, body.length);
    return request;
  }

  private Answer ask(HttpConnection connection, byte[] request, long until) throws IOException {
    boolean usable = false;
    try {
      Answer answer = connection.ask(request, until);
      usable = connection.isKept() && idle.size() < mostKept;
      if (usable) {
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
  private @Nullable HttpConnection kept() {
    HttpConnection newest = idle.pollFirst();
    for (HttpConnection oldest = idle.pollLast(); oldest != null; oldest = idle.pollLast()) {
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

  private HttpConnection open(long until) throws IOException {
    boolean secure = "https".equals(server.getScheme());
    int port = server.getPort() >= 0 ? server.getPort() : secure ? 443 : 80;
    Socket socket = new Socket();
    boolean opened = false;
    try {
      socket.setTcpNoDelay(true);
      int patience = (int) Math.min(connectTimeout.toMillis(), millisLeft(until));
      socket.connect(new InetSocketAddress(server.getHost(), port), Math.max(1, patience));
      Socket ready = secure ? secured(socket, port, until) : socket;
      HttpConnection connection = new HttpConnection(ready, longestBody);
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
    for (HttpConnection one = idle.pollFirst(); one != null; one = idle.pollFirst()) {
      one.close();
    }
  }
}
