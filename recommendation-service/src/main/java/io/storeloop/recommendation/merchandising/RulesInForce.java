package io.storeloop.recommendation.merchandising;

import io.storeloop.recommendation.filter.ItemFilter;
import io.storeloop.recommendation.interaction.CatalogueItem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules that hold for one list, by what they do; the higher priority first, then the lower id.
 * Immutable.
 */
public final class RulesInForce {
  /** Nothing is wanted in particular. */
  public static final RulesInForce NONE = new RulesInForce(List.of());

  /** An item of {@code items} stands at a position. */
  public record Pin(String ruleId, ItemFilter items, int position) {}

  /** Of the {@code items}, at most {@code limit} of one group. */
  public record Limit(String ruleId, ItemFilter items, ItemGroup per, int limit) {}

  private record Boost(ItemFilter items, double factor) {}

  private final List<ItemFilter> excluded = new ArrayList<>();
  private final List<ItemFilter> buried = new ArrayList<>();
  private final List<Boost> boosts = new ArrayList<>();
  private final List<Pin> pins = new ArrayList<>();
  private final List<Limit> quotas = new ArrayList<>();
  private final List<Limit> diversities = new ArrayList<>();

  private final double largestFactor;

  RulesInForce(List<MerchandisingRule> inOrder) {
    for (MerchandisingRule rule : inOrder) {
      add(rule.id(), rule.draft());
    }
    double largest = 1;
    for (Boost boost : boosts) {
      largest *= Math.max(1, boost.factor());
    }
    largestFactor = largest;
  }

  private void add(String id, RuleDraft draft) {
    switch (draft.kind()) {
      case PIN -> pins.add(new Pin(id, draft.items(), given(draft.position())));
      case BOOST -> boosts.add(new Boost(draft.items(), given(draft.factor())));
      case BURY -> buried.add(draft.items());
      case EXCLUDE -> excluded.add(draft.items());
      case QUOTA -> quotas.add(limit(id, draft));
      case DIVERSITY -> diversities.add(limit(id, draft));
    }
  }

  private static Limit limit(String id, RuleDraft draft) {
    return new Limit(id, draft.items(), given(draft.per()), given(draft.limit()));
  }

  private static <T> T given(@Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("a rule lacks what its kind needs");
    }
    return value;
  }

  public boolean excludes(CatalogueItem item) {
    return anyMatches(excluded, item);
  }

  public boolean buries(CatalogueItem item) {
    return anyMatches(buried, item);
  }

  /** What the item's score is multiplied by: the product of all boosts that it meets. */
  public double factor(CatalogueItem item) {
    double factor = 1;
    for (Boost boost : boosts) {
      if (boost.items().matches(item)) {
        factor *= boost.factor();
      }
    }
    return factor;
  }

  /** No item's score is multiplied by more. */
  public double largestFactor() {
    return largestFactor;
  }

  /** Whether anything may be excluded. */
  public boolean hasExcluded() {
    return !excluded.isEmpty();
  }

  /** Whether anything may be buried. */
  public boolean hasBuried() {
    return !buried.isEmpty();
  }

  /** Whether places are given by more than the order of the scores. */
  public boolean arranges() {
    return !pins.isEmpty() || !quotas.isEmpty() || !diversities.isEmpty();
  }

  /** Whether scores change at all. */
  public boolean changesScores() {
    return !boosts.isEmpty();
  }

  public List<Pin> pins() {
    return pins;
  }

  public List<Limit> quotas() {
    return quotas;
  }

  public List<Limit> diversities() {
    return diversities;
  }

  private static boolean anyMatches(List<ItemFilter> filters, CatalogueItem item) {
    for (ItemFilter filter : filters) {
      if (filter.matches(item)) {
        return true;
      }
    }
    return false;
  }
}
