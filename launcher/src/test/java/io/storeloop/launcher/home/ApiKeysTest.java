package io.storeloop.launcher.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storeloop.launcher.console.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {
  @TempDir private Path folder;
  private StoreloopHome home;

  @BeforeEach
  void open() {
    home = StoreloopHome.open(folder);
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void keysAreMadeOnceAndKept() {
    ApiKeys first = ApiKeys.of(home, new SecureRandom());
    ApiKeys second = ApiKeys.of(home, new SecureRandom());

    assertThat(second).isEqualTo(first).isEqualTo(ApiKeys.of(folder));
    assertThat(first.write()).startsWith("wk_").hasSize(3 + 43); // 256 bits in base 64
    assertThat(first.secret()).startsWith("sk_").isNotEqualTo(first.write());
  }

  @Test
  void onlyTheOwnerMayReadTheFile() throws IOException {
    ApiKeys.of(home, new SecureRandom());

    var permissions = Files.getPosixFilePermissions(folder.resolve("keys.properties"));
    assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
  }

  @Test
  void aKeyNeverShowsUpInAText() {
    ApiKeys keys = ApiKeys.of(home, new SecureRandom());

    assertThat(keys.toString()).doesNotContain(keys.secret()).doesNotContain(keys.write());
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Files.writeString(folder.resolve("keys.properties"), "write=wk_something\n");

    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> ApiKeys.of(home, new SecureRandom()))
        .withMessageContaining("keys.properties has no line 'secret=");
  }
}
