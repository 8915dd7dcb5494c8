package io.storeloop.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracle's short form; the long one is a program (docs/reliability.md). */
class OracleIT {
  private static final int EVENTS = 12_000;
  private static final int KILLS = 4;
  private static final Duration LIMIT = Duration.ofMinutes(15);

  @Test
  void whateverIsKilledNothingIsLostAndNothingCountsTwice(@TempDir Path folder)
      throws SQLException {
    OracleSettings settings = new OracleSettings(KILLS, EVENTS, 1, LIMIT, Sabotage.NONE);

    Findings findings = new Oracle(settings).run(folder);

    assertThat(findings.isSound()).as(findings.report()).isTrue();
    assertThat(findings.account().acknowledged()).as(findings.report()).isEqualTo(EVENTS);
    assertThat(findings.stored()).isEqualTo(EVENTS);
    assertThat(findings.serviceKills()).isEqualTo(KILLS / 2);
    assertThat(findings.databaseKills()).isEqualTo(KILLS / 2);
  }
}
