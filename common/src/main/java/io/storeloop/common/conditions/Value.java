package io.storeloop.common.conditions;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A typed value, expected by a condition or found on its subject.
 *
 * <p>Values of different types are never equal and have no order. Times count in microseconds, as
 * PostgreSQL keeps them.
 */
public sealed interface Value {

  /** A finite number; trailing zeros do not matter, so 50 equals 50.00. */
  record NumberValue(BigDecimal number) implements Value {
    public NumberValue {
      number = number.stripTrailingZeros();
    }

    @Override
    public String toString() {
      boolean plain = Math.abs((long) number.scale()) <= ConditionLimits.MAX_NUMBER_SCALE;
      return plain ? number.toPlainString() : number.toString();
    }
  }

  /** A string; its order is that of Unicode code points, PostgreSQL's collation "C". */
  record TextValue(String text) implements Value {
    @Override
    public String toString() {
      return text;
    }
  }

  record BooleanValue(boolean truth) implements Value {
    @Override
    public String toString() {
      return Boolean.toString(truth);
    }
  }

  record InstantValue(Instant instant) implements Value {
    public InstantValue {
      instant = instant.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public String toString() {
      return instant.toString();
    }
  }

  /**
   * A list of strings, possibly empty; it equals any string that it contains. Only subjects have
   * lists.
   */
  record TextListValue(List<String> texts) implements Value {
    public TextListValue {
      texts = List.copyOf(texts);
    }

    @Override
    public String toString() {
      return texts.toString();
    }
  }

  /** A value that exists and that no literal equals: what a trait holding a JSON object is. */
  record OpaqueValue() implements Value {
    @Override
    public String toString() {
      return "(a structure)";
    }
  }

  static Value of(BigDecimal number) {
    return new NumberValue(number);
  }

  static Value of(long number) {
    return new NumberValue(BigDecimal.valueOf(number));
  }

  /**
   * The number as its shortest decimal notation, so 0.1 is 0.1.
   *
   * @throws NumberFormatException if the number is not finite
   */
  static Value of(double number) {
    return new NumberValue(BigDecimal.valueOf(number));
  }

  static Value of(String text) {
    return new TextValue(text);
  }

  static Value of(boolean truth) {
    return new BooleanValue(truth);
  }

  static Value of(Instant instant) {
    return new InstantValue(instant);
  }

  static Value of(List<String> texts) {
    return new TextListValue(texts);
  }

  /** The value of what JSON holds; empty for nothing. */
  static Optional<Value> ofJson(@Nullable Object json) {
    return Optional.ofNullable(
        switch (json) {
          case null -> null;
          case String text -> of(text);
          case Boolean truth -> of(truth);
          case BigDecimal number -> of(number);
          case Number number -> of(new BigDecimal(number.toString()));
          case Collection<?> list ->
              of(list.stream().filter(String.class::isInstance).map(String.class::cast).toList());
          default -> new OpaqueValue();
        });
  }
}
