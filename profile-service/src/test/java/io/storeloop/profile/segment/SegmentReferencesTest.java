package io.storeloop.profile.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.And;
import io.storeloop.common.conditions.Condition.Contains;
import io.storeloop.common.conditions.Condition.Exists;
import io.storeloop.common.conditions.Condition.Not;
import io.storeloop.common.conditions.Condition.OneOf;
import io.storeloop.common.conditions.Condition.Or;
import io.storeloop.common.conditions.Value;
import io.storeloop.profile.segment.SegmentReferences.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmentReferencesTest {
  private static final Condition BUYS = new Exists("features.orders", true);
  private static final Condition VIP = new Contains("segments", "vip");
  private static final Condition NEVER = new Not(Condition.ALWAYS);

  @Test
  void aReferenceIsReplacedByTheConditionItStandsFor() {
    Condition condition = new And(List.of(VIP, new Not(new Contains("segments", "buyers"))));

    Condition expanded =
        SegmentReferences.expand(
            condition, Map.of("vip", new Contains("segments", "buyers"), "buyers", BUYS));

    assertThat(expanded).isEqualTo(new And(List.of(BUYS, new Not(BUYS))));
  }

  @Test
  void oneOfSeveralSegmentsIsTheirUnion() {
    OneOf either = new OneOf("segments", List.of(Value.of("vip"), Value.of("gone")), false);
    OneOf neither = new OneOf("segments", List.of(Value.of("vip"), Value.of("gone")), true);

    assertThat(SegmentReferences.expand(either, Map.of("vip", BUYS)))
        .isEqualTo(new Or(List.of(BUYS, NEVER)));
    assertThat(SegmentReferences.expand(neither, Map.of("vip", BUYS)))
        .isEqualTo(new Not(new Or(List.of(BUYS, NEVER))));
  }

  @Test
  void everyProfileHasAListOfSegments() {
    assertThat(SegmentReferences.expand(new Exists("segments", true), Map.of()))
        .isEqualTo(Condition.ALWAYS);
    assertThat(SegmentReferences.expand(new Exists("segments", false), Map.of())).isEqualTo(NEVER);
  }

  @Test
  void aCircleThatExistsAllTheSameHasNoMembers() {
    Map<String, Condition> circle =
        Map.of("a", new Contains("segments", "b"), "b", new Contains("segments", "a"));

    assertThat(SegmentReferences.expand(new Contains("segments", "a"), circle)).isEqualTo(NEVER);
  }

  @Test
  void referencesThatCannotBeFollowedAreRefused() {
    Map<String, Condition> others =
        Map.of("vip", new Contains("segments", "buyers"), "buyers", new Contains("segments", "me"));

    assertThat(SegmentReferences.check("me", VIP, others))
        .map(Refusal::code)
        .contains("segment_cycle");
    assertThat(SegmentReferences.check("vip", VIP, Map.of()))
        .map(Refusal::code)
        .contains("segment_cycle");
    assertThat(SegmentReferences.check("me", VIP, Map.of()))
        .map(Refusal::code)
        .contains("unknown_segment");
    assertThat(SegmentReferences.check("other", BUYS, others)).isEmpty();
  }

  @Test
  void aSmallConditionThatStandsForAHugeOneIsRefused() {
    Map<String, Condition> doubling = new HashMap<>(Map.of("s0", BUYS));
    for (int i = 1; i <= 40; i++) {
      Contains half = new Contains("segments", "s" + (i - 1));
      doubling.put("s" + i, new And(List.of(half, half)));
    }

    assertThat(SegmentReferences.check("me", new Contains("segments", "s40"), doubling))
        .map(Refusal::code)
        .contains("segment_too_large");
  }
}
