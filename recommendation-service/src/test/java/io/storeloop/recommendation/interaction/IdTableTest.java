package io.storeloop.recommendation.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdTableTest {
  private final IdTable table = new IdTable(7);

  @Test
  void idsAreNumberedInTheOrderOfTheirFirstComing() {
    assertThat(table.add("anna")).isZero();
    assertThat(table.add("ben")).isEqualTo(1);
    assertThat(table.add("anna")).isZero();

    assertThat(table.find("ben")).isEqualTo(1);
    assertThat(table.find("carla")).isEqualTo(IdTable.ABSENT);
    assertThat(table.size()).isEqualTo(2);
  }

  @Test
  void itAgreesWithAMapWhateverComesAndGoes() {
    Random random = new Random(3);
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      String id = id(random);
      if (random.nextInt(4) > 0) {
        int number = table.add(id);
        assertThat(expected.computeIfAbsent(id, added -> table.size() - 1)).isEqualTo(number);
      } else if (expected.containsKey(id)) {
        table.remove(expected.remove(id));
      }
    }

    expected.forEach((id, number) -> {
      assertThat(table.find(id)).isEqualTo(number);
      assertThat(table.id(number)).isEqualTo(id);
    });
    for (int i = 0; i < 1_000; i++) {
      String id = id(random);
      assertThat(table.find(id)).isEqualTo(expected.getOrDefault(id, IdTable.ABSENT));
    }
  }

  /** Of any letters, also none and such as take two bytes. */
  private static String id(Random random) {
    String prefix = random.nextBoolean() ? "" : random.nextBoolean() ? "ü-" : "日本-\uD83D\uDE00";
    return prefix
        + (random.nextInt(50_000) == 0 ? "" : Integer.toHexString(random.nextInt(30_000)));
  }

  @Test
  void whatIsRemovedIsOverwritten() {
    int number = table.add("anna@shop.example");

    table.remove(number);
    table.remove(number);

    assertThat(table.find("anna@shop.example")).isEqualTo(IdTable.ABSENT);
    assertThat(table.id(number)).isEqualTo("\0".repeat(17));
    assertThat(table.add("anna@shop.example")).isEqualTo(number + 1);
  }

  @Test
  void anIdHasABound() {
    assertThat(table.id(table.add("x".repeat(32_767)))).hasSize(32_767);
    assertThatThrownBy(() -> table.add("x".repeat(32_768)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
