package io.storeloop.campaign.decision;

import io.storeloop.common.conditions.Value;
import java.math.BigDecimal;

/** What a condition can be filed under: a test of one path that an index answers without it. */
sealed interface IndexKey {
  String path();

  /** The value is this one, or a list that has it. */
  record Equal(String path, Value value) implements IndexKey {}

  /** The value is a number from this one up; also stands for those above it. */
  record AtLeast(String path, BigDecimal number) implements IndexKey {}

  /** The value is a number up to this one; also stands for those below it. */
  record AtMost(String path, BigDecimal number) implements IndexKey {}

  /** There is a value. */
  record Present(String path) implements IndexKey {}
}
