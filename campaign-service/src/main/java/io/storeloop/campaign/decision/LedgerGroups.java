package io.storeloop.campaign.decision;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.combining.CombinedCalls;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes decisions that come at the same time by one statement: a commit costs the same for one row
 * as for a hundred. Every caller returns after the commit of its own row.
 *
 * <p>Inside a caller's transaction a decision is written there, alone. Thread-safe.
 */
@Component
class LedgerGroups {
  private final Consumer<List<Decision>> rows;
  private final DistributionSummary decisionsPerGroup;
  private final CombinedCalls<Decision, Optional<RuntimeException>> writers;

  @Autowired
  LedgerGroups(JdbcDecisions ledger, DecisionProperties properties, MeterRegistry meters) {
    this(ledger::add, properties, meters);
  }

  LedgerGroups(Consumer<List<Decision>> rows, DecisionProperties properties, MeterRegistry meters) {
    this.rows = rows;
    this.decisionsPerGroup = meters.summary("storeloop.campaign.ledger.group");
    this.writers =
        new CombinedCalls<>(
            "campaign-ledger", this::write, properties.ledgerWriters(), properties.ledgerGroup());
    meters.gauge("storeloop.campaign.ledger.waiting", writers, CombinedCalls::waiting);
  }

  /** How many wait for a writer. */
  int waiting() {
    return writers.waiting();
  }

  /** Returns when the decision is in the ledger. */
  void add(Decision decision) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      rows.accept(List.of(decision));
      return;
    }
    Optional<RuntimeException> failure = writers.call(decision);
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** For each decision why it could not be written. */
  private List<Optional<RuntimeException>> write(List<Decision> group) {
    decisionsPerGroup.record(group.size());
    try {
      rows.accept(group);
      return Collections.nCopies(group.size(), Optional.empty());
    } catch (DataIntegrityViolationException refused) {
      return group.size() == 1
          ? List.of(Optional.of(refused))
          // so that each fails for its own reasons only
          : group.stream().map(one -> write(List.of(one)).getFirst()).toList();
    } catch (RuntimeException failure) {
      return Collections.nCopies(group.size(), Optional.of(failure));
    }
  }
}
