package io.storeloop.ingestion.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client without manners: sends bytes, and reads what comes until the other side closes. */
final class RawHttp {
  /** Ends the head of a request. */
  static final String END = "\r\n\r\n";

  private static final int PATIENCE_MILLIS = 60_000;

  private RawHttp() {}

  /**
   * What came back.
   *
   * @param status 0 if the connection was closed without an answer
   * @param head status line and header fields
   */
  record Reply(int status, String head, String body) {
    boolean isProblem() {
      return head.toLowerCase(java.util.Locale.ROOT)
              .contains("content-type: application/problem+json")
          && body.contains("\"code\":");
    }
  }

  /** Writes part by part until the server stops listening. */
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  static Reply send(int port, String request) {
    return send(port, out -> out.write(request.getBytes(StandardCharsets.ISO_8859_1)));
  }

  static Reply send(int port, Body body) {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      write(socket, body);
      return reply(readAll(socket.getInputStream()));
    } catch (IOException e) {
      throw new AssertionError("neither an answer nor a closed connection", e);
    }
  }

  private static void write(Socket socket, Body body) {
    try {
      body.writeTo(socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (IOException closedMeanwhile) {
      // the answer may still be there to be read
    }
  }

  private static String readAll(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes.write(buffer, 0, read);
      }
    } catch (java.net.SocketException reset) {
      // what came before it counts
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static Reply reply(String text) {
    if (!text.startsWith("HTTP/1.")) {
      return new Reply(0, "", text);
    }
    int end = text.indexOf("\r\n\r\n");
    String head = end < 0 ? text : text.substring(0, end);
    return new Reply(
        Integer.parseInt(text.substring(9, 12)), head, end < 0 ? "" : text.substring(end + 4));
  }
}
