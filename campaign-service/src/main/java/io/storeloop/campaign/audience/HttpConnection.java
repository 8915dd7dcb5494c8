package io.storeloop.campaign.audience;

import io.storeloop.campaign.audience.KeptConnections.Answer;
import io.storeloop.campaign.audience.KeptConnections.TooLongException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One connection of {@link KeptConnections}, used by one thread at a time. */
final class HttpConnection {
  /** Servers close connections on which nothing comes; ours after five seconds. */
  private static final Duration KEPT = Duration.ofSeconds(3);

  private static final int LONGEST_HEAD = 32 * 1024;
  private static final int BUFFER = 8192;
  private static final int DECIMAL = 10;
  private static final int HEXADECIMAL = 16;
  private static final int NO_LENGTH = -1;

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int next;
  private int filled;
  private final int longestBody;
  private boolean hasAnswered;
  private boolean isKept;
  private long idleSince = System.nanoTime();
  private long until;
  private int headLeft;

  HttpConnection(Socket socket, int longestBody) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.longestBody = longestBody;
  }

  /** Whether something of an answer to the last question has come. */
  boolean hasAnswered() {
    return hasAnswered;
  }

  /** Whether it can take another question. */
  boolean isKept() {
    return isKept;
  }

  /** Whether the server may have closed it meanwhile. */
  boolean isStale() {
    return System.nanoTime() - idleSince > KEPT.toNanos();
  }

  /**
   * Sends a question and reads its answer.
   *
   * @param deadline {@link System#nanoTime} at which it is given up
   */
  Answer ask(byte[] request, long deadline) throws IOException {
    hasAnswered = false;
    isKept = false;
    until = deadline;
    headLeft = LONGEST_HEAD;
    socket.getOutputStream().write(request);
    Answer answer = answer();
    idleSince = System.nanoTime();
    return answer;
  }

  private Answer answer() throws IOException {
    String status = line();
    int length = NO_LENGTH;
    boolean chunked = false;
    isKept = status.startsWith("HTTP/1.1 ");
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = number(lower.substring(15).strip(), DECIMAL);
      }
      chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
      isKept &= !(lower.startsWith("connection:") && lower.contains("close"));
    }
    int code = code(status);
    if (chunked) {
      return new Answer(code, chunks());
    }
    boolean bodyless = code == 204 || code == 304;
    isKept &= bodyless || length != NO_LENGTH;
    return new Answer(code, bodyless ? new byte[0] : body(length));
  }

  private static int code(String status) throws IOException {
    if (!status.startsWith("HTTP/1.") || status.length() < 12) {
      throw new IOException("this is not HTTP/1.1");
    }
    return number(status.substring(9, 12), DECIMAL);
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
  private byte[] body(int length) throws IOException {
    if (length > longestBody) {
      throw new TooLongException();
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream(Math.max(0, length));
    if (length != NO_LENGTH) {
      copy(length, body);
      return body.toByteArray();
    }
    for (int one = read(); one >= 0; one = read()) {
      body.write(one);
      if (body.size() > longestBody) {
        throw new TooLongException();
      }
    }
    return body.toByteArray();
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunk(); size > 0; size = chunk()) {
      if (size > longestBody - body.size()) {
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
