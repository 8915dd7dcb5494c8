package io.storeloop.launcher.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storeloop.launcher.console.Console;
import io.storeloop.launcher.console.Refusal;
import io.storeloop.launcher.home.StoreloopHome;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class LocalPostgresIT {
  @TempDir private static Path folder;
  private static StoreloopHome home;
  private static LocalPostgres postgres;

  @BeforeAll
  static void start() {
    home = StoreloopHome.open(folder.resolve("with space"));
    postgres = postgres();
    postgres.start();
  }

  @AfterAll
  static void stop() {
    postgres.stop();
    home.close();
  }

  @Test
  void whatItAcknowledgesIsOnDisk() {
    assertThat(setting("fsync")).isEqualTo("on");
    assertThat(setting("synchronous_commit")).isEqualTo("on");
    assertThat(setting("full_page_writes")).isEqualTo("on");
    assertThat(setting("data_checksums")).isEqualTo("on");
  }

  @Test
  void nobodyElseIsLetIn() {
    assertThat(setting("listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(setting("unix_socket_directories")).isEmpty();
    var stranger = new DriverManagerDataSource(postgres.jdbcUrl(), LocalPostgres.USER, "guess");
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> JdbcClient.create(stranger).sql("select 1").query().singleRow())
        .withStackTraceContaining("password authentication failed");
  }

  @Test
  void aKilledServerComesBackWithEverythingThatWasCommitted() {
    jdbc().sql("create table note (text text)").update();
    jdbc().sql("insert into note values ('kept')").update();
    ProcessHandle server = Postmaster.of(home.file("postgres")).orElseThrow();

    server.destroyForcibly();
    server.onExit().join();
    postgres.start();

    assertThat(jdbc().sql("select text from note").query(String.class).single()).isEqualTo("kept");
  }

  @Test
  void aServerThatAKilledLauncherLeftBehindIsStoppedAndStartedAnew() {
    long before = Postmaster.of(home.file("postgres")).orElseThrow().pid();
    LocalPostgres next = postgres();

    next.start();

    assertThat(Postmaster.of(home.file("postgres")).orElseThrow().pid()).isNotEqualTo(before);
    assertThat(next.jdbcUrl()).as("the same port").isEqualTo(postgres.jdbcUrl());
  }

  @Test
  void dataOfAnotherMajorVersionAreRefused() throws IOException {
    Path version = home.file("postgres/PG_VERSION");
    Files.writeString(version, "17\n");

    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(LocalPostgresIT::postgres)
        .withMessageContaining("made by PostgreSQL 17");
    Files.writeString(version, "18\n");
  }

  private static LocalPostgres postgres() {
    var silent = new PrintStream(OutputStream.nullOutputStream());
    return LocalPostgres.in(
        home, new Console(silent, false, Clock.systemUTC()), new SecureRandom());
  }

  private static String setting(String name) {
    return jdbc()
        .sql("select current_setting(:name)")
        .param("name", name)
        .query(String.class)
        .single();
  }

  private static JdbcClient jdbc() {
    return JdbcClient.create(
        new DriverManagerDataSource(postgres.jdbcUrl(), LocalPostgres.USER, postgres.password()));
  }
}
