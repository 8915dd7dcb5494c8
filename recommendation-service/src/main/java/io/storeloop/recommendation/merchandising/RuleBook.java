package io.storeloop.recommendation.merchandising;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shop's rules in memory. Swapped as a whole by one volatile write; a list is made by the rules
 * of one moment. Thread-safe.
 */
public final class RuleBook {
  private static final Comparator<MerchandisingRule> PRECEDENCE =
      Comparator.comparingInt((MerchandisingRule rule) -> rule.draft().priority())
          .reversed()
          .thenComparing(MerchandisingRule::id);

  private volatile List<MerchandisingRule> rules = List.of();

  /** The rules that hold at a placement now. */
  public RulesInForce at(@Nullable String placement, Instant now) {
    List<MerchandisingRule> all = rules;
    if (all.isEmpty()) {
      return RulesInForce.NONE;
    }
    List<MerchandisingRule> holding = new ArrayList<>(all.size());
    for (MerchandisingRule rule : all) {
      if (rule.draft().holdsAt(placement, now)) {
        holding.add(rule);
      }
    }
    return holding.isEmpty() ? RulesInForce.NONE : new RulesInForce(holding);
  }

  /** Replaces all rules. */
  public void replace(List<MerchandisingRule> all) {
    rules = all.stream().sorted(PRECEDENCE).toList();
  }
}
