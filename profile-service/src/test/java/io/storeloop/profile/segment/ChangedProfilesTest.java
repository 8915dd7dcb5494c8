package io.storeloop.profile.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.profile.feature.Moments;
import io.storeloop.profile.profile.ProfileSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangedProfilesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final UUID ANNA = new UUID(0, 1);

  private final ChangedProfiles latest = new ChangedProfiles();

  @Test
  void aProfileIsKnownAsLongAsItsPlaceInTheQueueIsTheOneItWasAskedForWith() {
    ProfileSnapshot anna = profile(ANNA);

    latest.keep(List.of(anna), NOW);

    assertThat(latest.take(due(ANNA, NOW.plusMillis(1)))).isEmpty();
    assertThat(latest.take(due(new UUID(0, 2), NOW))).isEmpty();
    assertThat(latest.take(due(ANNA, NOW))).containsSame(anna);
  }

  @Test
  void whoWasLookedAtIsKeptNoLonger() {
    latest.keep(List.of(profile(ANNA)), NOW);
    latest.take(due(ANNA, NOW));

    assertThat(latest.take(due(ANNA, NOW))).isEmpty();
  }

  @Test
  void theLaterChangeCounts() {
    ProfileSnapshot later = profile(ANNA);
    latest.keep(List.of(profile(ANNA)), NOW);

    latest.keep(List.of(later), NOW.plusMillis(1));

    assertThat(latest.take(due(ANNA, NOW))).isEmpty();
    assertThat(latest.take(due(ANNA, NOW.plusMillis(1)))).containsSame(later);
  }

  @Test
  void theOldestChangesAreForgottenFirst() {
    latest.keep(List.of(profile(ANNA), profile(new UUID(0, 2))), NOW);
    latest.keep(List.of(profile(ANNA)), NOW);

    latest.keep(
        IntStream.range(1, ChangedProfiles.KEPT)
            .mapToObj(place -> profile(new UUID(1, place)))
            .toList(),
        NOW);

    assertThat(latest.take(due(ANNA, NOW))).isPresent();
    assertThat(latest.take(due(new UUID(0, 2), NOW))).isEmpty();
    assertThat(latest.take(due(new UUID(1, 1), NOW))).isPresent();
  }

  @Test
  void whomAnotherProcessMayHaveLookedAtOrErasedIsNotKeptForLong() {
    latest.keep(List.of(profile(ANNA)), NOW);
    latest.keep(List.of(profile(new UUID(0, 2))), NOW.plusMillis(1));

    latest.forgetOld(NOW.plus(ChangedProfiles.KEPT_FOR).plusMillis(1));

    assertThat(latest.take(due(ANNA, NOW))).isEmpty();
    assertThat(latest.take(due(new UUID(0, 2), NOW.plusMillis(1)))).isPresent();
  }

  @Test
  void whatBecamePartOfAnotherIsForgotten() {
    latest.keep(List.of(profile(ANNA)), NOW);

    latest.forget(List.of(ANNA));

    assertThat(latest.take(due(ANNA, NOW))).isEmpty();
  }

  private static JdbcSegmentQueue.Due due(UUID profileId, Instant at) {
    return new JdbcSegmentQueue.Due(profileId, at, "event");
  }

  static ProfileSnapshot profile(UUID profileId) {
    return new ProfileSnapshot(
        profileId,
        "anna",
        null,
        new Moments(NOW, NOW, null),
        Map.of(),
        Map.of(),
        Map.of(),
        ProfileSnapshot.Scores.NONE,
        NOW);
  }
}
