package io.storeloop.algorithms.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentTest {

  @Test
  void hashOfOneLetterIsTheOneComputedByHand() {
    // (2166136261 xor 97) · 16777619 mod 2^32; 2166136261 xor 97 = 2166136228, as 0xc5 xor 0x61 =
    // 0xa4
    long expected =
        BigInteger.valueOf(2_166_136_228L).multiply(BigInteger.valueOf(16_777_619)).longValue()
            & 0xFFFF_FFFFL;

    assertThat(Integer.toUnsignedLong(Assignment.fnv32a("a"))).isEqualTo(expected);
    assertThat(Integer.toUnsignedLong(Assignment.fnv32a(""))).isEqualTo(2_166_136_261L);
  }

  @ParameterizedTest
  @CsvSource({
    "spring-sale,anna",
    "spring-sale,ben",
    "holdout,anna",
    "'',x",
    "käse,jürgen",
    "long-campaign-key,4711-4711-4711"
  })
  void bucketAgreesWithTheFormulaInBigNumbers(String seed, String value) {
    BigInteger inner = fnvInBigNumbers(seed + value);
    BigInteger outer = fnvInBigNumbers(inner.toString());

    double expected = outer.mod(BigInteger.valueOf(10_000)).intValueExact() / 10_000.0;

    assertThat(Assignment.bucket(seed, value)).isEqualTo(expected);
  }

  @Test
  void usersSpreadEvenlyOverTheBuckets() {
    int[] tenths = new int[10];
    for (int user = 0; user < 20_000; user++) {
      double bucket = Assignment.bucket("spring-sale", "user-" + user);
      assertThat(bucket).isGreaterThanOrEqualTo(0).isLessThan(1);
      tenths[(int) (bucket * 10)]++;
    }

    // 2,000 each, standard deviation √(20,000 · 0.1 · 0.9) = 42; four of them
    for (int count : tenths) {
      assertThat(count).isCloseTo(2_000, within(170));
    }
  }

  @Test
  void differentSeedsDivideUsersIndependently() {
    int both = 0;
    for (int user = 0; user < 20_000; user++) {
      boolean first = Assignment.bucket("spring", "user-" + user) < 0.5;
      boolean second = Assignment.bucket("summer", "user-" + user) < 0.5;
      both += first && second ? 1 : 0;
    }

    // a quarter, standard deviation √(20,000 · ¼ · ¾) = 61; four of them
    assertThat(both).isCloseTo(5_000, within(245));
  }

  @Test
  void holdoutKeepsNobodyEverybodyOrItsShare() {
    double bucket = Assignment.bucket("holdout", "anna");

    assertThat(Assignment.isHeldOut("holdout", "anna", 0)).isFalse();
    assertThat(Assignment.isHeldOut("holdout", "anna", 1)).isTrue();
    assertThat(Assignment.isHeldOut("holdout", "anna", bucket)).isFalse();
    assertThat(Assignment.isHeldOut("holdout", "anna", bucket + 0.0001)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void refusesAShareThatIsNone(double share) {
    assertThatThrownBy(() -> Assignment.isHeldOut("holdout", "anna", share))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("but was " + share);
  }

  @Test
  void refusesAUserWithoutAnId() {
    assertThatThrownBy(() -> Assignment.bucket("spring-sale", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("value must not be empty");
  }

  private static BigInteger fnvInBigNumbers(String text) {
    BigInteger hash = BigInteger.valueOf(2_166_136_261L);
    for (char unit : text.toCharArray()) {
      hash =
          hash.xor(BigInteger.valueOf(unit))
              .multiply(BigInteger.valueOf(16_777_619))
              .mod(BigInteger.TWO.pow(32));
    }
    return hash;
  }
}
