package io.storeloop.launcher.suite;

import io.storeloop.launcher.console.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks at a port before anything is started that would need it. */
final class FreePort {
  private FreePort() {}

  /**
   * The port itself.
   *
   * @throws Refusal if something listens on it
   */
  static int required(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return port;
    } catch (IOException taken) {
      throw new Refusal(
          "Port %d is in use by another program, or not allowed: choose another by --port N."
              .formatted(port),
          taken);
    }
  }

  static int any() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new Refusal("No free port was found: " + e.getMessage(), e);
    }
  }
}
