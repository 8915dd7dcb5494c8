package io.storeloop.profile.feature;

import io.storeloop.algorithms.decay.DecayedSum;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decayed interest by name, of categories or of brands.
 *
 * <p>All sums decay at one rate, so a share of the whole does not change as time passes: it needs
 * no clock to be read. At most {@value #BOUND} names are kept, the weakest go first; the whole
 * keeps what they weighed. Not thread-safe.
 */
final class Interests {
  /** Names kept; nobody is interested in more kinds of things than this. */
  static final int BOUND = 500;

  /** Names told; the rest weigh next to nothing. */
  static final int TOLD = 50;

  private static final int KEPT_AFTER_OVERFLOW = BOUND - BOUND / 10;
  private static final double DECIMALS = 1e6;

  /** Compares rounded shares, because the last bits of a sum depend on the order of its parts. */
  private static final Comparator<Named> STRONGEST_FIRST =
      Comparator.<Named>comparingDouble(name -> -name.share()).thenComparing(Named::name);

  /** A name with its rounded share of the whole. */
  private record Named(String name, double share) {}

  private final Duration halfLife;
  private final TreeMap<String, DecayedSum> byName = new TreeMap<>();
  private DecayedSum whole;

  Interests(Duration halfLife) {
    this.halfLife = halfLife;
    this.whole = DecayedSum.empty(halfLife);
  }

  void add(String name, double weight, Instant at) {
    DecayedSum part = DecayedSum.empty(halfLife).add(weight, at);
    byName.merge(name, part, DecayedSum::merge);
    whole = whole.merge(part);
    forgetWeakest();
  }

  void merge(Interests other) {
    other.byName.forEach((name, sum) -> byName.merge(name, sum, DecayedSum::merge));
    whole = whole.merge(other.whole);
    forgetWeakest();
  }

  /**
   * The strongest names with their share of the whole, strongest first, ties by name; six decimals,
   * shares that round to 0 left out.
   */
  Map<String, Double> shares() {
    Map<String, Double> shares = new LinkedHashMap<>();
    if (whole.scaled() > 0) {
      strongestFirst()
          .limit(TOLD)
          .filter(name -> name.share() > 0)
          .forEach(name -> shares.put(name.name(), name.share()));
    }
    return shares;
  }

  /** The name of the greatest share, the first of equals; empty if none rounds to more than 0. */
  Optional<String> strongest() {
    return whole.scaled() > 0
        ? named().min(STRONGEST_FIRST).filter(name -> name.share() > 0).map(Named::name)
        : Optional.empty();
  }

  void write(StateOutput out) {
    out.number(byName.size());
    byName.forEach((name, sum) -> {
      out.text(name);
      write(out, sum);
    });
    write(out, whole);
  }

  static Interests read(StateInput in, Duration halfLife) {
    Interests interests = new Interests(halfLife);
    int names = in.count();
    for (int i = 0; i < names; i++) {
      interests.byName.put(in.text(), readSum(in, halfLife));
    }
    interests.whole = readSum(in, halfLife);
    return interests;
  }

  private static void write(StateOutput out, DecayedSum sum) {
    out.real(sum.scaled());
    out.number(sum.landmark().toEpochMilli());
  }

  private static DecayedSum readSum(StateInput in, Duration halfLife) {
    double scaled = in.real();
    return new DecayedSum(halfLife, scaled, Instant.ofEpochMilli(in.number()));
  }

  private void forgetWeakest() {
    if (byName.size() > BOUND) {
      byName
          .keySet()
          .retainAll(
              strongestFirst()
                  .limit(KEPT_AFTER_OVERFLOW)
                  .map(Named::name)
                  .collect(Collectors.toSet()));
    }
  }

  private Stream<Named> strongestFirst() {
    return named().sorted(STRONGEST_FIRST);
  }

  private Stream<Named> named() {
    return byName.entrySet().stream().map(sum -> new Named(sum.getKey(), share(sum.getValue())));
  }

  private double share(DecayedSum sum) {
    double share = sum.valueAt(whole.landmark()) / whole.scaled();
    return Math.min(1, Math.round(share * DECIMALS) / DECIMALS);
  }
}
