package io.storeloop.campaign.lifecycle;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.common.ids.Uuids;
import io.storeloop.common.schema.ServiceDatabase;
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
import org.springframework.http.HttpStatus;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All campaigns. Every change is one transaction with its audit row and a new revision number, so
 * that whoever keeps running campaigns in memory sees it at the next question.
 */
@Component
public class Campaigns {
  private static final int SALT_BYTES = 16;

  private final JpaCampaigns rows;
  private final CampaignAudit audit;
  private final ServiceDatabase database;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final RandomGenerator random;

  Campaigns(
      JpaCampaigns rows,
      CampaignAudit audit,
      @Qualifier("campaignDatabase") ServiceDatabase database,
      @Qualifier("campaignTransactionManager") JpaTransactionManager transactions,
      Clock clock,
      @Qualifier("campaignRandom") RandomGenerator random) {
    this.rows = rows;
    this.audit = audit;
    this.database = database;
    this.transactions = new TransactionTemplate(transactions);
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

  /** Grows with every change of any campaign. */
  public long revision() {
    return database.jdbc().sql("select revision from campaign_revision").query(Long.class).single();
  }

  /** The campaigns behind the given id, oldest first. */
  List<Campaign> page(UUID after, int limit, @Nullable CampaignState state) {
    List<CampaignEntity> page =
        state == null
            ? rows.findByIdGreaterThanOrderById(after, Limit.of(limit))
            : rows.findByStateAndIdGreaterThanOrderById(state.wireName(), after, Limit.of(limit));
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
    return inTransaction(() -> {
      Campaign created = rows.saveAndFlush(CampaignEntity.of(draft)).toCampaign();
      audit.record("create", null, created);
      return created;
    });
  }

  /**
   * Changes one campaign.
   *
   * @param version what the caller has read; absent means whatever it is now
   * @throws ProblemException 404 {@code unknown_campaign}; 409 {@code changed_meanwhile} or the
   *     code of the rule that refused
   */
  Campaign change(
      UUID id, @Nullable Long version, String action, Function<Campaign, Change> change) {
    return inTransaction(() -> {
      CampaignEntity row = row(id, version);
      Campaign before = row.toCampaign();
      Campaign wanted = granted(change.apply(before));
      if (wanted.equals(before)) {
        return before;
      }
      row.take(wanted);
      Campaign after = rows.saveAndFlush(row).toCampaign();
      audit.record(action, before, after);
      return after;
    });
  }

  /** Deletes a draft; the refusals are those of {@link #change}. */
  void delete(UUID id, @Nullable Long version) {
    inTransaction(() -> {
      CampaignEntity row = row(id, version);
      Campaign draft = granted(Lifecycle.delete(row.toCampaign()));
      rows.delete(row);
      audit.record("delete", draft, null);
      return draft;
    });
  }

  private CampaignEntity row(UUID id, @Nullable Long version) {
    CampaignEntity row =
        rows.findById(id).orElseThrow(() -> ProblemException.unknown("campaign", id.toString()));
    if (version != null && version != row.version()) {
      throw ProblemException.of(
          HttpStatus.CONFLICT,
          "changed_meanwhile",
          "version %d was expected, the campaign is at version %d: read it again and repeat the change"
              .formatted(version, row.version()));
    }
    return row;
  }

  private static Campaign granted(Change change) {
    return switch (change) {
      case Change.Granted(Campaign campaign) -> campaign;
      case Change.Refused(String code, String detail) ->
          throw ProblemException.of(HttpStatus.CONFLICT, code, detail);
    };
  }

  private Campaign inTransaction(Supplier<Campaign> work) {
    return Objects.requireNonNull(
        transactions.execute(status -> {
          Campaign result = work.get();
          database.jdbc().sql("update campaign_revision set revision = revision + 1").update();
          return result;
        }));
  }
}
