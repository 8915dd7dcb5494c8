package io.storeloop.recommendation.merchandising;

import io.storeloop.recommendation.filter.ItemFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a merchandiser decides about a rule.
 *
 * @param placement where it holds; null for everywhere
 * @param from inclusive; null for always before
 * @param until exclusive; null for ever
 * @param priority the higher goes first among rules that contradict each other
 * @param position of a pin alone, from 0
 * @param factor of a boost alone
 * @param limit of a quota or diversity alone
 * @param per of a quota or diversity alone
 */
public record RuleDraft(
    String name,
    RuleKind kind,
    ItemFilter items,
    @Nullable String placement,
    @Nullable Instant from,
    @Nullable Instant until,
    int priority,
    boolean enabled,
    @Nullable Integer position,
    @Nullable Double factor,
    @Nullable Integer limit,
    @Nullable ItemGroup per) {

  boolean holdsAt(@Nullable String where, Instant now) {
    return enabled
        && (placement == null || placement.equals(where))
        && (from == null || !now.isBefore(from))
        && (until == null || now.isBefore(until));
  }
}
