package io.storeloop.campaign.coupon;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A job that makes codes.
 *
 * @param wanted codes to make
 * @param made so far
 * @param prefix every code begins with it
 * @param length random characters behind the prefix
 */
record CouponGeneration(
    UUID id,
    String poolId,
    int wanted,
    int made,
    String prefix,
    int length,
    Instant createdAt,
    @Nullable Instant finishedAt) {
  /** No vowels, so no words; nothing that is read as something else. */
  static final String ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXZ";

  /** Somebody who guesses must fail nearly always. */
  private static final double GUESSES_PER_CODE = 1e6;

  /** Whether there are so many possible codes that guessing one is hopeless. */
  static boolean isHardToGuess(int wanted, int length) {
    return Math.pow(ALPHABET.length(), length) / wanted >= GUESSES_PER_CODE;
  }

  /** Different codes, at most so many. */
  Set<String> codes(int most, RandomGenerator random) {
    Set<String> codes = new LinkedHashSet<>();
    for (int i = 0; i < most; i++) {
      StringBuilder code = new StringBuilder(prefix);
      for (int at = 0; at < length; at++) {
        code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
      codes.add(code.toString());
    }
    return codes;
  }
}
