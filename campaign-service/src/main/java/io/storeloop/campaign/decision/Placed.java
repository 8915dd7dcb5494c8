package io.storeloop.campaign.decision;

import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.common.conditions.AskedPaths;
import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The campaigns of one placement, prepared to be asked often. Immutable. */
final class Placed {
  /** Looked at whatever the conditions ask, as the language of the content depends on it. */
  static final String LOCALE = "traits.locale";

  static final Placed NOTHING = new Placed(List.of());

  private final List<Campaign> campaigns;
  private final ClauseIndex index;
  private final Set<String> paths;
  private final boolean predicted;
  private final Set<String> exclusionLists;

  /**
   * Prepares.
   *
   * @param campaigns in the order in which they are asked
   */
  Placed(List<Campaign> campaigns) {
    this.campaigns = List.copyOf(campaigns);
    List<Condition> conditions =
        campaigns.stream().map(campaign -> campaign.plan().condition()).toList();
    this.index = ClauseIndex.of(NecessaryClauses.of(conditions));
    Set<String> asked = new TreeSet<>(Set.of(LOCALE));
    conditions.stream().flatMap(AskedPaths::of).forEach(asked::add);
    campaigns.stream()
        .flatMap(campaign -> campaign.plan().experiment().breakdowns().stream())
        .flatMap(breakdown -> AskedPaths.of(breakdown.condition()))
        .forEach(asked::add);
    this.paths = Collections.unmodifiableSet(asked);
    this.predicted = conditions.stream().anyMatch(AskedPaths::includePrediction);
    this.exclusionLists =
        campaigns.stream()
            .flatMap(campaign -> campaign.plan().exclusionLists().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** All of them, whether or not they are active. */
  List<Campaign> campaigns() {
    return campaigns;
  }

  /** What of a profile the outcome can depend on. */
  Set<String> paths() {
    return paths;
  }

  /** The lists that one of them respects. */
  Set<String> exclusionLists() {
    return exclusionLists;
  }

  /** Whether one of them looks at a prediction, which costs profile-service work. */
  boolean isPredicted() {
    return predicted;
  }

  /** The active ones that may address the subject, in order: all that do, and few others. */
  List<Campaign> candidates(Subject subject, Instant now) {
    BitSet found = index.candidates(subject);
    List<Campaign> candidates = new ArrayList<>();
    for (int place = found.nextSetBit(0); place >= 0; place = found.nextSetBit(place + 1)) {
      Campaign campaign = campaigns.get(place);
      if (campaign.isActive(now)) {
        candidates.add(campaign);
      }
    }
    return candidates;
  }
}
