package io.storeloop.launcher.postgres;

import io.storeloop.launcher.console.Refusal;
import io.storeloop.launcher.home.ApiKeys;
import io.storeloop.launcher.home.PrivateFile;
import io.storeloop.launcher.home.StoreloopHome;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Properties;

/**
 * Port and password of the embedded server, kept beside its data.
 *
 * @param port on the loopback address only; remembered, so that tools keep their bookmarks
 */
record PostgresSettings(int port, String password) {
  /** What makes an acknowledged transaction survive a crash, and what keeps the server private. */
  static final List<String> SERVER =
      List.of(
          "fsync=on",
          "synchronous_commit=on",
          "full_page_writes=on",
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "max_connections=100",
          "shared_buffers=128MB",
          "max_wal_size=1GB",
          // kept and used again: a commit that needs a new file waits for it
          "min_wal_size=256MB",
          "timezone=UTC",
          "logging_collector=on",
          "log_directory=../logs",
          "log_filename=postgres-%u.log",
          "log_rotation_age=1d",
          "log_rotation_size=0",
          "log_truncate_on_rotation=on",
          // statements and their values may name a shopper: they stay out of the log
          "log_error_verbosity=terse",
          "log_min_error_statement=panic");

  private static final String FILE = "postgres.properties";

  static PostgresSettings of(StoreloopHome home, SecureRandom random) {
    Path file = home.file(FILE);
    return Files.exists(file)
        ? read(file)
        : new PostgresSettings(freePort(), ApiKeys.token(random)).write(home);
  }

  private static PostgresSettings read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return new PostgresSettings(
          Integer.parseInt(properties.getProperty("port", "")),
          properties.getProperty("password", ""));
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal(
          "%s cannot be read (%s): restore it, or start over by ./run --fresh."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private PostgresSettings write(StoreloopHome home) {
    PrivateFile.write(home.file(FILE), "port=%d%npassword=%s%n".formatted(port, password));
    return this;
  }

  /** The same with another port if something else listens on the remembered one. */
  PostgresSettings onFreePort(StoreloopHome home) {
    return isFree(port) ? this : new PostgresSettings(freePort(), password).write(home);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new Refusal("No free port was found for PostgreSQL: " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return "PostgresSettings[port=%d]".formatted(port);
  }
}
