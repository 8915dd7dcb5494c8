package io.storeloop.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracle has teeth: each of three classic mistakes is found. */
class SabotageIT {
  private static final int EVENTS = 4_000;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  @Test
  void commitsThatReturnBeforeTheyAreDurableAreFound(@TempDir Path folder) throws SQLException {
    Findings findings = run(Sabotage.ASYNCHRONOUS_COMMIT, 3, folder);

    assertThat(findings.isSound()).as(findings.report()).isFalse();
    assertThat(findings.lost() + findings.account().forgotten()).as(findings.report()).isPositive();
  }

  @Test
  void answersBeforeTheCommitAreFound(@TempDir Path folder) throws SQLException {
    Findings findings = run(Sabotage.ANSWER_BEFORE_COMMIT, 1, folder);

    assertThat(findings.isSound()).as(findings.report()).isFalse();
    assertThat(findings.lost()).as(findings.report()).isPositive();
  }

  @Test
  void aMissingUniqueKeyIsFound(@TempDir Path folder) throws SQLException {
    Findings findings = run(Sabotage.NO_UNIQUE_KEY, 0, folder);

    assertThat(findings.isSound()).as(findings.report()).isFalse();
    assertThat(findings.doubled()).as(findings.report()).isPositive();
  }

  private static Findings run(Sabotage sabotage, int kills, Path folder) throws SQLException {
    return new Oracle(new OracleSettings(kills, EVENTS, 1, LIMIT, sabotage)).run(folder);
  }
}
