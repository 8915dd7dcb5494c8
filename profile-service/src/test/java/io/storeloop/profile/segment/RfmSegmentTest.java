package io.storeloop.profile.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.ConditionEvaluator;
import io.storeloop.common.conditions.ConditionParser;
import io.storeloop.common.conditions.ConditionWriter;
import io.storeloop.common.conditions.ProfileVocabulary;
import io.storeloop.common.conditions.Subject;
import io.storeloop.common.conditions.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RfmSegmentTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  /** Recent within 20 days, gone after 90; often from 4 orders on, much from 100 on. */
  private static final RfmCuts CUTS = new RfmCuts(500, 20, 90, 4, new BigDecimal("100"));

  @ParameterizedTest
  @CsvSource({
    "20, 4, 100, CHAMPIONS",
    "0, 9, 99.99, LOYAL",
    "20, 2, 10, POTENTIAL",
    "20, 1, 100, POTENTIAL",
    "5, 1, 10, NEW",
    "21, 4, 10, NEED_ATTENTION",
    "90, 1, 500, NEED_ATTENTION",
    "90, 3, 99, ABOUT_TO_SLEEP",
    "91, 4, 10, AT_RISK",
    "400, 1, 100, AT_RISK",
    "91, 3, 99, HIBERNATING",
    "91, 1, 10, LOST"
  })
  void buyersAreOfTheKindTheirPurchasesTell(
      String days, String orders, String money, RfmSegment kind) {
    assertThat(kinds(shopper(days, orders, money))).containsExactly(kind);
  }

  @Test
  void whoHasNotBoughtIsNotYetABuyer() {
    assertThat(kinds(shopper(null, "0", null))).containsExactly(RfmSegment.NOT_YET);
    assertThat(kinds(shopper(null, null, null))).containsExactly(RfmSegment.NOT_YET);
  }

  @Test
  void everyShopperIsOfExactlyOneKind() {
    for (String days : new String[] {null, "0", "20", "21", "90", "91", "5000"}) {
      for (String orders : new String[] {null, "0", "1", "2", "3", "4", "99"}) {
        for (String money : new String[] {null, "0", "99.99", "100", "1e6"}) {
          assertThat(kinds(shopper(days, orders, money)))
              .as("%s days, %s orders, %s money", days, orders, money)
              .hasSize(1);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(RfmSegment.class)
  void aKindIsAnOrdinaryConditionThatAPersonCanWrite(RfmSegment kind) {
    var condition = kind.of(CUTS);

    assertThat(
            ConditionWriter.write(
                ConditionParser.parse(ConditionWriter.write(condition), ProfileVocabulary.PROFILE)))
        .isEqualTo(ConditionWriter.write(condition));
    assertThat(Segments.isId(kind.id())).isTrue();
  }

  @Test
  void cutsThatDoNotAscendAreRefused() {
    assertThatThrownBy(() -> new RfmCuts(500, 30, 20, 4, BigDecimal.ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cuts must ascend, but were 30 and 20 days, 4 orders, 1 money");
  }

  private static List<RfmSegment> kinds(Subject shopper) {
    return Arrays.stream(RfmSegment.values())
        .filter(kind -> ConditionEvaluator.matches(kind.of(CUTS), shopper, NOW))
        .toList();
  }

  private static Subject shopper(String days, String orders, String money) {
    Map<String, String> values = new HashMap<>();
    values.put("features.recencyDays", days);
    values.put("features.orders", orders);
    values.put("features.monetaryValue", money);
    return new Subject() {
      @Override
      public Optional<Value> value(String path) {
        return Optional.ofNullable(values.get(path)).map(BigDecimal::new).map(Value::of);
      }

      @Override
      public long count(Performed performed, Instant now) {
        return 0;
      }
    };
  }
}
