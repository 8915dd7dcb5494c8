package io.storeloop.ingestion.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.quality.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TombstonesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final KeyedHash hash = new KeyedHash("0123456789abcdef0123456789abcdef");
  private final Tombstones tombstones = new Tombstones(hash);

  private static Submission of(String userId, String anonymousId) {
    Event event =
        new Event(
            "m-1",
            EventType.VIEW,
            userId,
            anonymousId,
            null,
            NOW,
            NOW,
            "shoes",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            "test",
            Map.of());
    return new Submission.Sound("m-1", List.of(event), List.of(), () -> "{}");
  }

  private static Submission refused(String payload) {
    return new Submission.Refused(
        "m-2", Refusal.ofRecord("unknown_type", "type is unknown"), () -> payload);
  }

  private String codeOf(Submission submission) {
    Submission sifted = tombstones.sift(List.of(submission)).getFirst();
    return sifted instanceof Submission.Refused refused ? refused.refusal().code() : "sound";
  }

  @Test
  void withoutErasuresNothingIsLookedAt() {
    List<Submission> batch = List.of(of("anna", null));

    assertThat(tombstones.sift(batch)).isSameAs(batch);
  }

  @Test
  void anEventIsItsUsersAndAnAnonymousOneItsDevices() {
    tombstones.replace(Set.of(hash.ofUser("anna"), hash.ofDevice("phone")));

    assertThat(codeOf(of("anna", null))).isEqualTo("erased_user");
    assertThat(codeOf(of("anna", "new-phone"))).isEqualTo("erased_user");
    assertThat(codeOf(of(null, "phone"))).isEqualTo("erased_user");
    assertThat(codeOf(of("ben", "phone"))).isEqualTo("sound");
    assertThat(codeOf(of(null, "new-phone"))).isEqualTo("sound");
    assertThat(codeOf(of(null, "anna"))).isEqualTo("sound");
  }

  @Test
  void aRefusedRecordThatNamesAnErasedIdIsNotKept() {
    tombstones.replace(Set.of(hash.ofUser("anna"), hash.ofUser("7")));

    assertThat(codeOf(refused("{\"type\": \"look\", \"userId\": \"anna\"}")))
        .isEqualTo("erased_user");
    assertThat(codeOf(refused("{\"type\": \"look\", \"userId\": 7}"))).isEqualTo("erased_user");
    assertThat(codeOf(refused("type=look&user_id=anna"))).isEqualTo("erased_user");
    assertThat(codeOf(refused("{\"type\": \"look\", \"userId\": \"annabel\"}")))
        .isEqualTo("unknown_type");
    assertThat(tombstones.withholds(Refusal.ofRecord("erased_user", ""))).isTrue();
    assertThat(tombstones.withholds(Refusal.ofRecord("unknown_type", ""))).isFalse();
  }

  @Test
  void aShortIdOrANumberNamesNobodyWhereItStandsAlone() {
    tombstones.replace(
        Set.of(
            hash.ofUser("1"),
            hash.ofUser("red"),
            hash.ofUser("177236640000"),
            hash.ofUser("anna@shop.example")));

    assertThat(codeOf(refused("{\"type\": \"look\", \"userId\": \"ben\", \"quantity\": 1}")))
        .isEqualTo("unknown_type");
    assertThat(codeOf(refused("{\"userId\": \"ben\", \"itemId\": \"1\", \"colour\": \"red\"}")))
        .isEqualTo("unknown_type");
    assertThat(codeOf(refused("{\"anonymousId\": null, \"sent\": 177236640000}")))
        .isEqualTo("unknown_type");
    assertThat(codeOf(refused("{\"user\": [1]}"))).isEqualTo("unknown_type");
    assertThat(codeOf(refused("2026-03-01,red,look,1"))).isEqualTo("unknown_type");
    assertThat(codeOf(refused("{\"previousId\" : 1}"))).isEqualTo("erased_user");
    assertThat(codeOf(refused("{\"userId\": 177236640000}"))).isEqualTo("erased_user");
    assertThat(codeOf(refused("2026-03-01,anna@shop.example,look"))).isEqualTo("erased_user");
  }

  @Test
  void anotherKeyGivesOtherHashes() {
    KeyedHash other = new KeyedHash("fedcba9876543210fedcba9876543210");

    assertThat(other.ofUser("anna")).isNotEqualTo(hash.ofUser("anna"));
    assertThat(other.check()).isNotEqualTo(hash.check());
  }

  @Test
  void aShortKeyAndAShortWaitAreRefused() {
    assertThatThrownBy(() -> properties("short", Duration.ofSeconds(3)))
        .hasMessageContaining("at least 32 characters");
    assertThatThrownBy(() -> properties("", Duration.ofSeconds(1)))
        .hasMessageContaining("at least twice refresh");
    assertThatThrownBy(() ->
            new ErasureKeyProperties(
                "",
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                Duration.ofSeconds(-1),
                Duration.ofSeconds(1)))
        .hasMessageContaining("linger must be 0 or more");
  }

  private static ErasureKeyProperties properties(String key, Duration settle) {
    return new ErasureKeyProperties(
        key, Duration.ofSeconds(1), settle, Duration.ofSeconds(10), Duration.ofSeconds(1));
  }
}
