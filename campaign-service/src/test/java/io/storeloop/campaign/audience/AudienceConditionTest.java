package io.storeloop.campaign.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.audience.AudienceCondition.Reading;
import io.storeloop.common.edge.FieldProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AudienceConditionTest {
  private static Reading read(String json) {
    return AudienceCondition.read(JsonMapper.shared().readTree(json), "/condition");
  }

  private static List<FieldProblem> mistakes(String json) {
    return switch (read(json)) {
      case Reading.Understood understood -> List.of();
      case Reading.Mistaken(List<FieldProblem> mistakes) -> mistakes;
    };
  }

  @Test
  void everyKindOfPathIsUnderstood() {
    assertThat(
            mistakes(
                """
                {"traits.country": "DE", "features.orders": {"$gte": 1}, "features.affinity.category.shoes": {"$gt": 0.3},
                 "segments": "vip", "cluster": {"$in": ["bargain hunters"]}, "userId": {"$exists": true}}
                """))
        .isEmpty();
  }

  @Test
  void behaviourInTimeIsRefusedWhereverItStandsAndTheHintNamesSegments() {
    List<FieldProblem> mistakes =
        mistakes(
            """
            {"$or": [{"traits.country": "DE"}, {"$not": {"performed": {"type": "purchase"}}}]}
            """);

    assertThat(mistakes)
        .singleElement()
        .satisfies(mistake -> {
          assertThat(mistake.code()).isEqualTo("performed_needs_segment");
          assertThat(mistake.pointer()).isEqualTo("/condition/$or/1/$not/performed");
          assertThat(mistake.detail()).contains("segment");
        });
  }

  @Test
  void pointersBeginAtTheRequest() {
    assertThat(mistakes("{\"features.oders\": {\"$gte\": 1}, \"features.orders\": \"many\"}"))
        .extracting(FieldProblem::pointer, FieldProblem::code)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("/condition/features.oders", "unknown_path"),
            org.assertj.core.groups.Tuple.tuple("/condition/features.orders", "wrong_type"));
  }
}
