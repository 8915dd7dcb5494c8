package io.storeloop.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storeloop.launcher.console.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortTest {
  @Test
  void aTakenPortIsNamedWithTheWayOut() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(Refusal.class)
          .isThrownBy(() -> FreePort.required(other.getLocalPort()))
          .withMessageContaining("Port " + other.getLocalPort() + " is in use")
          .withMessageContaining("--port N");
    }
  }

  @Test
  void aFreePortIsTaken() {
    int port = FreePort.any();

    assertThat(FreePort.required(port)).isEqualTo(port);
  }
}
