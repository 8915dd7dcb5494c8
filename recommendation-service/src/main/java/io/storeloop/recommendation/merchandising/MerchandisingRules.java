package io.storeloop.recommendation.merchandising;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.recommendation.filter.ItemFilters;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.transaction.support.TransactionTemplate;

/** All rules of the shop. Thread-safe; each operation is one transaction. */
final class MerchandisingRules {
  /** All rules as they were at a revision. */
  record Snapshot(long revision, List<MerchandisingRule> rules) {}

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  private final JpaMerchandisingRules rows;
  private final TransactionTemplate transactions;
  private final ItemFilters filters;
  private final MerchandisingProperties properties;
  private final Clock clock;

  MerchandisingRules(
      JpaMerchandisingRules rows,
      TransactionTemplate transactions,
      ItemFilters filters,
      MerchandisingProperties properties,
      Clock clock) {
    this.rows = rows;
    this.transactions = transactions;
    this.filters = filters;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Adds a rule.
   *
   * @throws ProblemException 409 if the id is taken or there are too many rules
   */
  MerchandisingRule create(String id, RuleDraft draft) {
    return inTransaction(() -> {
      rows.raiseRevision();
      if (rows.existsById(id)) {
        throw ProblemException.conflict("rule_exists", "there is already a rule '" + id + "'");
      }
      if (rows.count() >= properties.maxRules()) {
        throw ProblemException.conflict(
            "too_many_rules",
            "there are already %d rules, the most allowed".formatted(properties.maxRules()));
      }
      return store(new MerchandisingRuleEntity(id, now()), draft);
    });
  }

  /**
   * Changes a rule that still has the version its editor saw.
   *
   * @throws ProblemException 404 if it is gone, 409 if it has changed
   */
  MerchandisingRule replace(String id, long version, RuleDraft draft) {
    return inTransaction(() -> {
      rows.raiseRevision();
      return store(row(id, version), draft);
    });
  }

  /**
   * Removes a rule; {@code version} null for whichever it has.
   *
   * @throws ProblemException 404 if it is gone already, 409 if it has changed
   */
  void delete(String id, @Nullable Long version) {
    inTransaction(() -> {
      rows.raiseRevision();
      rows.delete(row(id, version));
      return id;
    });
  }

  /**
   * The rule with that id.
   *
   * @throws ProblemException 404 if there is none
   */
  MerchandisingRule get(String id) {
    return inTransaction(() -> rule(row(id, null)));
  }

  /** At most {@code limit} rules whose ids come after the given one, in the order of ids. */
  List<MerchandisingRule> pageAfter(String after, int limit) {
    return inTransaction(
        () -> rows.pageAfter(after, Limit.of(limit)).stream().map(this::rule).toList());
  }

  /** Grows with every change. */
  long revision() {
    return inTransaction(rows::revision);
  }

  /** Every rule; there are at most {@link MerchandisingProperties#maxRules}. */
  Snapshot all() {
    return inTransaction(() -> {
      long revision = rows.revision(); // first: the rules may be newer than their number, not older
      return new Snapshot(revision, rows.findAllByOrderById().stream().map(this::rule).toList());
    });
  }

  private MerchandisingRule store(MerchandisingRuleEntity row, RuleDraft draft) {
    row.change(draft, now());
    return rule(rows.saveAndFlush(row));
  }

  private MerchandisingRuleEntity row(String id, @Nullable Long version) {
    MerchandisingRuleEntity row =
        Optional.of(id)
            .filter(text -> ID.matcher(text).matches())
            .flatMap(rows::findById)
            .orElseThrow(() -> ProblemException.unknown("rule", id));
    if (version != null && row.version() != version) {
      throw ProblemException.conflict(
          "changed_meanwhile",
          "the rule has version %d, not %d: read it again and repeat the change"
              .formatted(row.version(), version));
    }
    return row;
  }

  private MerchandisingRule rule(MerchandisingRuleEntity row) {
    return row.rule(filters.stored(row.condition()));
  }

  /** In microseconds, so that what is answered now is what will be read later. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transactions.execute(status -> work.get()));
  }
}
