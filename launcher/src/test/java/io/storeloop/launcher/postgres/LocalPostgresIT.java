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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class LocalPostgresIT {
  @TempDir private Path folder;
  private StoreloopHome home;
  private LocalPostgres postgres;

  @BeforeEach
  void start() throws IOException {
    home = StoreloopHome.open(folder.resolve("with space"));
    postgres = postgres();
    postgres.start();
  }

  @AfterEach
  void stop() {
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
    postgres.stop();
    Files.writeString(home.file("postgres/PG_VERSION"), "17\n");

    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(this::postgres)
        .withMessageContaining("made by PostgreSQL 17");
  }

  private LocalPostgres postgres() {
    var silent = new PrintStream(OutputStream.nullOutputStream());
    return LocalPostgres.in(
        home, new Console(silent, false, Clock.systemUTC()), new SecureRandom());
  }

  private String setting(String name) {
    return jdbc()
        .sql("select current_setting(:name)")
        .param("name", name)
        .query(String.class)
        .single();
  }

  private JdbcClient jdbc() {
    return JdbcClient.create(
        new DriverManagerDataSource(postgres.jdbcUrl(), LocalPostgres.USER, postgres.password()));
  }
}
