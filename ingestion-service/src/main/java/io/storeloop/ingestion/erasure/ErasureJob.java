package io.storeloop.ingestion.erasure;

import io.storeloop.common.schema.ErasureReceipts;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.ingestion.erasure.JdbcErasureScan.Findings;
import io.storeloop.ingestion.identity.JdbcShopperIds;
import io.storeloop.ingestion.identity.ShopperIds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/**
 * Takes every open erasure one step further.
 *
 * <ol>
 *   <li>Wait until all processes refuse the user's events, and until every transaction that may
 *       still be writing one has ended.
 *   <li>Clean the log: the owners must not find the events again.
 *   <li>Wait for the receipts of all owners, and linger: an owner may run more than once, and what
 *       is in the memory of one process no receipt of another speaks of.
 *   <li>Scan. Nothing found: let go of the ids. Otherwise ask the owners again, {@value
 *       #MOST_ROUNDS} times at most.
 * </ol>
 *
 * <p>Every step may be taken twice, by two processes or after a crash.
 */
final class ErasureJob {
  /** Rounds before somebody has to look; as many again when the erasure is begun again. */
  static final int MOST_ROUNDS = 5;

  private static final Logger LOG = LoggerFactory.getLogger(ErasureJob.class);
  private static final int AT_ONCE = 100;
  private static final String INGESTION = "ingestion";
  private static final Set<String> OWNERS =
      Set.of(INGESTION, "profile", "recommendation", "campaign");

  private final ServiceDatabase database;
  private final JdbcErasures erasures;
  private final JdbcShopperIds shopperIds;
  private final JdbcOwnData ownData;
  private final JdbcErasureScan scan;
  private final ErasureReceipts receipts;
  private final TombstoneJob tombstones;
  private final Duration settle;
  private final Duration linger;
  private final Clock clock;
  private final ReentrantLock working = new ReentrantLock();

  ErasureJob(
      ServiceDatabase database,
      JdbcErasures erasures,
      JdbcShopperIds shopperIds,
      ErasureReceipts receipts,
      TombstoneJob tombstones,
      Duration settle,
      Duration linger,
      Clock clock) {
    this.database = database;
    this.erasures = erasures;
    this.shopperIds = shopperIds;
    this.ownData = new JdbcOwnData(database);
    this.scan = new JdbcErasureScan(database);
    this.receipts = receipts;
    this.tombstones = tombstones;
    this.settle = settle;
    this.linger = linger;
    this.clock = clock;
  }

  /** At a fixed rate, which gets a thread of its own: a scan is long. One round at a time. */
  @Scheduled(fixedRateString = "${storeloop.ingestion.erasure.poll:500ms}")
  void work() {
    if (!working.tryLock()) {
      return;
    }
    try {
      erasures.open(AT_ONCE).forEach(this::tryStep);
    } catch (DataAccessException | TransactionException away) {
      LOG.warn("the erasures cannot be read, trying again: {}", away.toString());
    } finally {
      working.unlock();
    }
  }

  /** What one erasure fails at keeps no younger one waiting. */
  private void tryStep(Erasure erasure) {
    try {
      step(erasure);
    } catch (DataAccessException | TransactionException failure) {
      LOG.warn("erasure {} could not go on, trying again: {}", erasure.id(), failure.toString());
    }
  }

  private void step(Erasure erasure) {
    switch (erasure.state()) {
      case REQUESTED -> {
        if (!erasure.gated()) {
          if (!clock.instant().isBefore(erasure.roundBeganAt().plus(settle))) {
            erasures.gate(erasure.id());
          }
        } else if (erasures.gatePassed(erasure.id())) {
          clean(erasure);
        }
      }
      case RUNNING -> {
        List<Erasure.Receipt> given = given(erasure);
        if (isOfAllOwners(given) && hasLingered(given)) {
          verify(erasure);
        }
      }
      case VERIFIED, FAILED -> {}
    }
  }

  private void clean(Erasure erasure) {
    String userId = erasure.shopper().userId();
    database
        .transactions()
        .executeWithoutResult(status -> {
          if (!erasures.noteDevices(erasure, shopperIds.of(userId), clock.instant())) {
            return;
          }
          Erasure whole = erasures.find(erasure.id()).orElseThrow();
          if (erasures.run(erasure)) {
            receipts.write(
                whole.shopper(),
                ownData.forget(new ShopperIds(userId, whole.anonymousIds())),
                clock.instant());
          }
        });
    tombstones.refresh();
  }

  private List<Erasure.Receipt> given(Erasure erasure) {
    return erasures.receipts(erasure.id()).stream()
        .filter(receipt -> receipt.round() == erasure.round())
        .toList();
  }

  private static boolean isOfAllOwners(List<Erasure.Receipt> given) {
    return given.stream()
        .map(Erasure.Receipt::owner)
        .collect(Collectors.toSet())
        .containsAll(OWNERS);
  }

  /** Ingestion writes its receipt of a round when it tells the owners to begin. */
  private boolean hasLingered(List<Erasure.Receipt> given) {
    Instant lastBegin = clock.instant().minus(linger);
    return given.stream()
        .filter(receipt -> receipt.owner().equals(INGESTION))
        .noneMatch(receipt -> receipt.forgottenAt().isAfter(lastBegin));
  }

  private void verify(Erasure erasure) {
    Findings findings = scan.scan(erasure.shopper().userId(), erasure.anonymousIds());
    if (findings.remaining().isEmpty()) {
      erasures.verified(erasure, clock.instant(), findings.mentions());
      LOG.info("erasure {} is verified in round {}", erasure.id(), erasure.round());
      return;
    }
    boolean giveUp = erasure.round() % MOST_ROUNDS == 0;
    erasures.notVerified(erasure, findings.remaining(), giveUp, clock.instant());
    LOG.warn(
        "erasure {}, round {}: still in {}; {}",
        erasure.id(),
        erasure.round(),
        List.copyOf(findings.remaining().keySet()),
        giveUp ? "giving up" : "asking all owners again");
  }
}
