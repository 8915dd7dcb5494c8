package io.storeloop.campaign.delivery.webhook;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Calls an address that somebody else has chosen: one POST over a connection of its own.
 *
 * <p>The name is resolved once, every address it has is checked, and the connection goes to the
 * checked address, so that no second answer of a name server leads elsewhere. TLS still proves the
 * name. Redirects are not followed, of the answer only status and headers are read, and the time
 * for all of it is bounded by closing the connection.
 */
final class HttpDestination implements AutoCloseable {
  private static final int MOST_HEADER_BYTES = 16 * 1024;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int MOST_LOOKUPS = 64;
  private static final int IDLE_SECONDS = 30;

  private final Names names;
  private final boolean allowPrivate;
  private final Duration timeout;

  /**
   * A name server that is silent cannot be interrupted: its question waits here, not its caller.
   */
  private final ExecutorService lookups =
      new ThreadPoolExecutor(
          0,
          MOST_LOOKUPS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("webhook-name-", 0).factory());

  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhook-timeout").factory());

  HttpDestination(boolean allowPrivate, Duration timeout) {
    this(InetAddress::getAllByName, allowPrivate, timeout);
  }

  HttpDestination(Names names, boolean allowPrivate, Duration timeout) {
    this.names = names;
    this.allowPrivate = allowPrivate;
    this.timeout = timeout;
  }

  /** Which addresses a name has. */
  @FunctionalInterface
  interface Names {
    InetAddress[] of(String name) throws UnknownHostException;
  }

  /**
   * What the receiver answered.
   *
   * @param headers by name in lower case
   */
  record Answer(int status, Map<String, String> headers) {}

  /** The address is not one that may be called. */
  static final class RefusedAddress extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedAddress() {
      super("the address is not of the public internet");
    }
  }

  /**
   * Sends.
   *
   * @throws RefusedAddress if the name leads to an address that may not be called
   * @throws IOException if it does not answer, or not in time
   */
  Answer post(URI url, Map<String, String> headers, String body) throws IOException {
    boolean tls = "https".equalsIgnoreCase(url.getScheme());
    int port = url.getPort() > 0 ? url.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
    long begun = System.nanoTime();
    InetAddress address = checked(url.getHost());
    Duration left = timeout.minusNanos(System.nanoTime() - begun);
    int millis = Math.toIntExact(Math.max(1, left.toMillis()));
    Socket plain = new Socket();
    ScheduledFuture<?> end = watch.schedule(() -> close(plain), millis, TimeUnit.MILLISECONDS);
    try (plain) {
      plain.connect(new InetSocketAddress(address, port), millis);
      plain.setSoTimeout(millis);
      Socket socket = tls ? secured(plain, url.getHost(), port) : plain;
      socket.getOutputStream().write(request(url, headers, body));
      socket.getOutputStream().flush();
      return answer(socket.getInputStream());
    } finally {
      end.cancel(false);
    }
  }

  private InetAddress checked(@Nullable String host) throws IOException {
    if (host == null) {
      throw new RefusedAddress(); // a number, or another form that is no name
    }
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    InetAddress[] addresses = resolved(name);
    if (addresses.length == 0) {
      throw new UnknownHostException();
    }
    for (InetAddress address : addresses) {
      if (!allowPrivate && !PublicAddresses.contains(address)) {
        throw new RefusedAddress();
      }
    }
    return addresses[0];
  }

  private InetAddress[] resolved(String name) throws IOException {
    try {
      return lookups.submit(() -> names.of(name)).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException unknown) {
      throw new IOException("the name leads nowhere", unknown);
    } catch (TimeoutException | RejectedExecutionException silent) {
      throw new IOException("the name server does not answer", silent);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException(stopped);
    }
  }

  private static Socket secured(Socket plain, String host, int port) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static byte[] request(URI url, Map<String, String> headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    StringBuilder head = new StringBuilder();
    head.append("POST ").append(path).append(query).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(url.getRawAuthority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(bytes.length).append("\r\n");
    head.append("Connection: close\r\n\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(bytes);
    return request.toByteArray();
  }

  /** The first answer that is final; what comes before it (1xx) is passed over. */
  private static Answer answer(InputStream in) throws IOException {
    int[] left = {MOST_HEADER_BYTES};
    while (true) {
      String[] status = line(in, left).split(" ", 3);
      if (status.length < 2
          || !status[0].startsWith("HTTP/1.")
          || !status[1].matches("[1-5]\\d\\d")) {
        throw new IOException("no HTTP answer");
      }
      Map<String, String> headers = new HashMap<>();
      for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
        int colon = line.indexOf(':');
        if (colon > 0) {
          headers.put(
              line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
              line.substring(colon + 1).strip());
        }
      }
      int code = Integer.parseInt(status[1]);
      if (code >= 200) {
        return new Answer(code, headers);
      }
    }
  }

  private static String line(InputStream in, int[] left) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the answer ended early");
      }
      if (--left[0] < 0) {
        throw new IOException("the headers of the answer are too long");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // nothing more to do
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
    lookups.shutdownNow();
  }
}
