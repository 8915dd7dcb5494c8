package io.storeloop.algorithms.lifetime;

import java.util.ArrayList;
import java.util.List;

/**
 * What a fit needs and how it is held.
 *
 * @param minCustomers below it there is no answer, 2 or more
 * @param minRepeaters customers who came back that an answer needs, 1 or more
 * @param priorFadesAt customers who came back from which on the prior no longer counts, so that
 *     large shops get the papers' maximum likelihood; 0 for never
 * @param maxCustomers more are thinned out evenly before the fit, 1,000 or more
 */
public record LifetimeOptions(
    int minCustomers, int minRepeaters, int priorFadesAt, int maxCustomers) {

  /** Refuses values outside the ranges above. */
  public LifetimeOptions {
    require("minCustomers", minCustomers, 2);
    require("minRepeaters", minRepeaters, 1);
    require("priorFadesAt", priorFadesAt, 0);
    require("maxCustomers", maxCustomers, 1_000);
  }

  /** Ten customers of whom three came back; a prior up to 500; at most 200,000. */
  public static LifetimeOptions standard() {
    return new LifetimeOptions(10, 3, 500, 200_000);
  }

  /** How much the prior counts beside so many customers who came back, in [0, 1]. */
  double priorWeight(int repeaters) {
    return priorFadesAt == 0 ? 0 : Math.max(0, 1 - (double) repeaters / priorFadesAt);
  }

  /** What is needed and not there, one sentence each; empty if it is enough. */
  List<String> missing(int customers, int repeaters) {
    List<String> missing = new ArrayList<>();
    if (customers < minCustomers) {
      missing.add("%d customers, %d are needed".formatted(customers, minCustomers));
    }
    if (repeaters < minRepeaters) {
      missing.add(
          "%d customers who bought again, %d are needed".formatted(repeaters, minRepeaters));
    }
    return missing;
  }

  /** At most {@code maxCustomers}, evenly spread over the list. */
  <T> List<T> thinned(List<T> customers) {
    long size = customers.size();
    if (size <= maxCustomers) {
      return customers;
    }
    List<T> thinned = new ArrayList<>(maxCustomers);
    for (long i = 0; i < maxCustomers; i++) {
      thinned.add(customers.get((int) (i * size / maxCustomers)));
    }
    return thinned;
  }

  private static void require(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be %d or more, but was %d".formatted(name, least, value));
    }
  }
}
