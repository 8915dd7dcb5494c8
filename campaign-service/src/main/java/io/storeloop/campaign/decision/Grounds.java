package io.storeloop.campaign.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the ledger keeps to tell how a decision came about. */
record Grounds(@Nullable Basis basis, List<Considered> considered, @Nullable Draw draw) {
  static final Grounds NOT_KEPT = new Grounds(null, List.of(), null);

  static Grounds of(Decision decision) {
    Selection selection = decision.selection();
    return new Grounds(decision.basis(), selection.considered(), selection.draw());
  }
}
