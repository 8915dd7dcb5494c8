package io.storeloop.campaign.lifecycle;

import io.storeloop.campaign.lifecycle.Change.Granted;
import io.storeloop.campaign.lifecycle.Change.Refused;
import io.storeloop.campaign.lifecycle.Change.Unknown;
import io.storeloop.campaign.revision.JdbcRevision;
import io.storeloop.common.ids.Uuids;
import io.storeloop.common.schema.ServiceDatabase;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.data.domain.Limit;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All campaigns. Every change is one transaction with its audit row and a new revision number, by
 * which whoever keeps running campaigns in memory learns of it.
 */
@Component
public class Campaigns {
  private static final int SALT_BYTES = 16;

  private final JpaCampaigns rows;
  private final CampaignAudit audit;
  private final JdbcRevision revision;
  private final TransactionTemplate transactions;
  private final TransactionTemplate oneMoment;
  private final TransactionTemplate apart;
  private final Clock clock;
  private final RandomGenerator random;

  Campaigns(
      JpaCampaigns rows,
      CampaignAudit audit,
      JdbcRevision revision,
      @Qualifier("campaignTransactionManager") JpaTransactionManager transactions,
      @Qualifier("campaignDatabase") ServiceDatabase database,
      Clock clock,
      @Qualifier("campaignRandom") RandomGenerator random) {
    this.rows = rows;
    this.audit = audit;
    this.revision = revision;
    this.transactions = new TransactionTemplate(transactions);
    this.oneMoment = new TransactionTemplate(transactions);
    this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.oneMoment.setReadOnly(true);
    this.apart =
        new TransactionTemplate(
            Objects.requireNonNull(database.transactions().getTransactionManager()));
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    this.clock = clock;
    this.random = random;
  }

  public Optional<Campaign> find(UUID id) {
    return rows.findById(id).map(CampaignEntity::toCampaign);
  }

  /** Those in state running, whether or not their period has begun. */
  public List<Campaign> running() {
    return rows.findByState(CampaignState.RUNNING.wireName()).stream()
        .map(CampaignEntity::toCampaign)
        .toList();
  }

  /**
   * Runs what reads several things, which it sees as they were at one moment; on a connection of
   * its own, also inside a transaction of {@link ServiceDatabase#transactions}.
   */
  public <T> T atOneMoment(Supplier<T> reading) {
    return Objects.requireNonNull(
        apart.execute(outside -> oneMoment.execute(status -> reading.get())));
  }

  /** The campaigns behind the given id, oldest first. */
  List<Campaign> page(UUID after, int limit, @Nullable CampaignState state) {
    List<CampaignEntity> page =
        state == null
            ? rows.findByIdGreaterThanOrderById(after, Limit.of(limit))
            : rows.inState(state.wireName(), clock.instant(), after, Limit.of(limit));
    return page.stream().map(CampaignEntity::toCampaign).toList();
  }

  Campaign create(CampaignPlan plan) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Campaign draft =
        new Campaign(
            Uuids.v7(now, random),
            0,
            CampaignState.DRAFT,
            plan,
            HexFormat.of().formatHex(salt),
            now,
            null);
    return inTransaction(() -> write("create", null, CampaignEntity.of(draft)));
  }

  /**
   * Changes one campaign, if it is there, at the version that the caller has read, and the rule
   * grants it.
   *
   * @param version absent means whatever it is now
   * @return how the campaign is now, or why it stays as it was
   */
  Change change(UUID id, @Nullable Long version, String action, Function<Campaign, Change> rule) {
    return inTransaction(() -> {
      CampaignEntity row = rows.findById(id).orElse(null);
      Change change = asked(row, version, rule);
      if (row == null
          || !(change instanceof Granted(Campaign wanted))
          || wanted.equals(row.toCampaign())) {
        return change;
      }
      Campaign before = row.toCampaign();
      row.take(wanted);
      return new Granted(write(action, before, row));
    });
  }

  /**
   * Shares out the offers of an adaptive campaign otherwise, unless it has changed since that
   * version.
   *
   * @param weights one per offer, each above 0
   */
  public void reweigh(UUID id, long version, List<BigDecimal> weights) {
    change(
        id,
        version,
        "reweigh",
        campaign -> new Granted(campaign.with(campaign.plan().weighing(weights))));
  }

  /** Deletes a draft; refuses like {@link #change}. */
  Change delete(UUID id, @Nullable Long version) {
    return inTransaction(() -> {
      CampaignEntity row = rows.findById(id).orElse(null);
      Change change = asked(row, version, Lifecycle::delete);
      if (row != null && change instanceof Granted(Campaign draft)) {
        rows.delete(row);
        audit.record("delete", draft, null, revision.advance());
      }
      return change;
    });
  }

  private static Change asked(
      @Nullable CampaignEntity row, @Nullable Long version, Function<Campaign, Change> rule) {
    if (row == null) {
      return new Unknown();
    }
    if (version != null && version != row.version()) {
      return new Refused(
          "changed_meanwhile",
          "version %d was expected, the campaign is at version %d: read it again and repeat the change"
              .formatted(version, row.version()));
    }
    return rule.apply(row.toCampaign());
  }

  private Campaign write(String action, @Nullable Campaign before, CampaignEntity row) {
    Campaign after = rows.saveAndFlush(row).toCampaign();
    audit.record(action, before, after, revision.advance());
    return after;
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transactions.execute(status -> work.get()));
  }
}
