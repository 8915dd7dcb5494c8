package io.storeloop.algorithms.basket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The same partners by going through all baskets for every pair, from the definitions. */
final class NaiveBaskets {
  private final List<Set<Integer>> baskets = new ArrayList<>();

  static List<Partner> partners(List<int[]> baskets, int item, BasketOptions options) {
    var naive = new NaiveBaskets();
    for (int[] basket : baskets) {
      Set<Integer> items = new HashSet<>(Arrays.stream(basket).boxed().toList());
      if (items.size() <= 8) {
        naive.baskets.add(items);
      }
    }
    return naive.partners(item, options);
  }

  private List<Partner> partners(int item, BasketOptions options) {
    double bar = largestPValue(options);
    List<Partner> partners = new ArrayList<>();
    for (int other : bought()) {
      Partner partner = partner(item, other);
      if (other != item && isCandidate(partner, options) && partner.pValue() <= bar) {
        partners.add(partner);
      }
    }
    partners.sort(
        Comparator.comparingDouble(Partner::evidence).reversed().thenComparing(Partner::item));
    return partners.subList(0, Math.min(options.limit(), partners.size()));
  }

  private double largestPValue(BasketOptions options) {
    List<Double> found = new ArrayList<>();
    List<Integer> bought = bought();
    for (int one : bought) {
      for (int other : bought) {
        if (one < other && isCandidate(partner(one, other), options)) {
          found.add(partner(one, other).pValue());
        }
      }
    }
    found.sort(Comparator.naturalOrder());
    double tests = bought.size() * (bought.size() - 1) / 2.0;
    double largest = -1;
    for (int rank = 1; rank <= found.size(); rank++) {
      if (found.get(rank - 1) <= options.falseDiscoveryRate() * rank / tests) {
        largest = found.get(rank - 1);
      }
    }
    return largest;
  }

  private static boolean isCandidate(Partner partner, BasketOptions options) {
    return partner.together() >= options.minTogether()
        && partner.lift() >= options.minLift()
        && partner.lift() > 1;
  }

  private Partner partner(int item, int other) {
    int first = Math.min(item, other);
    int second = Math.max(item, other);
    long both = baskets.stream().filter(it -> it.contains(item) && it.contains(other)).count();
    long ofItem = count(item);
    double lift = (double) both * baskets.size() / ((double) ofItem * count(other));
    double ratio = LogLikelihoodRatio.of(both, count(first), count(second), baskets.size());
    return new Partner(
        other, both, (double) both / ofItem, lift, ratio, LogLikelihoodRatio.pValue(ratio));
  }

  private long count(int item) {
    return baskets.stream().filter(it -> it.contains(item)).count();
  }

  private List<Integer> bought() {
    return baskets.stream().flatMap(Set::stream).distinct().sorted().toList();
  }
}
