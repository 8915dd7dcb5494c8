package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.algorithms.lifetime.CountForecast;
import io.storeloop.algorithms.lifetime.FamilyChoice;
import io.storeloop.algorithms.lifetime.Fit;
import io.storeloop.algorithms.lifetime.LifetimeOptions;
import io.storeloop.algorithms.lifetime.ProcessFit;
import io.storeloop.algorithms.lifetime.PurchaseFamily;
import io.storeloop.algorithms.lifetime.PurchaseHistory;
import io.storeloop.algorithms.lifetime.PurchaseLog;
import io.storeloop.algorithms.lifetime.PurchaseProcess;
import io.storeloop.algorithms.metrics.BinaryOutcomes;
import io.storeloop.demoshop.DemoShop;
import io.storeloop.demoshop.DemoShopOptions;
import io.storeloop.profile.learning.Classifier;
import io.storeloop.profile.learning.ClassifierSearch;
import io.storeloop.profile.learning.OneThread;
import io.storeloop.profile.learning.SearchOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What only the simulator knows, found from what its shoppers did. {@code -Dtruth.shoppers} and
 * {@code -Dtruth.seed} measure another shop; the figures are logged.
 */
class ShopTruthTest {
  private static final Logger LOG = LoggerFactory.getLogger(ShopTruthTest.class);
  private static final Instant END = Instant.parse("2026-07-01T00:00:00Z");
  private static final Duration HORIZON = Duration.ofDays(60);
  private static final Instant CUT = END.minus(HORIZON);
  private static final int DAYS = 360;
  private static final LifetimeOptions LIFETIME = LifetimeOptions.standard();

  private static final DemoShop SHOP =
      DemoShop.open(
          DemoShopOptions.endingAt(END)
              .withShoppers(Integer.getInteger("truth.shoppers", 1_000))
              .withSeed(Long.getLong("truth.seed", 42))
              .withDays(DAYS));
  private static final List<SimulatedShoppers.Simulated> SHOPPERS = SimulatedShoppers.of(SHOP);

  @Test
  void whoHasLeftIsToldApartFromWhoIsStillThere() throws Exception {
    List<ShopperHistory> histories =
        SHOPPERS.stream().map(SimulatedShoppers.Simulated::history).toList();
    Instant first = SHOP.options().start();
    PropensityRows training =
        PropensityRows.at(histories, TrainingCuts.of(first, CUT, HORIZON), HORIZON, Target.CHURN);
    PropensityRows test = PropensityRows.at(histories, List.of(CUT), HORIZON, Target.CHURN);

    Classifier classifier =
        OneThread.run(() ->
            Level.of(
                    new ClassifierSearch(
                            SearchOptions.ofMoments(42, Duration.ofSeconds(1)), System::nanoTime)
                        .find(training.examples(), training.examples().all(), training.ofLatest())
                        .classifier(),
                    training,
                    test,
                    histories,
                    first,
                    HORIZON,
                    Target.CHURN)
                .classifier());

    boolean[] left = new boolean[test.shoppers().length];
    for (int row = 0; row < left.length; row++) {
      left[row] =
          SHOPPERS
              .get(test.shoppers()[row])
              .truth()
              .churnedAt()
              .filter(at -> at.isBefore(CUT))
              .isPresent();
    }
    double[] churns = classifier.probabilities(test.examples().table(), test.examples().all());
    double auc = BinaryOutcomes.auc(churns, left);
    double recency = BinaryOutcomes.auc(test.column(PropensityFeature.RECENCY), left);
    double lastSeen = BinaryOutcomes.auc(test.column("daysSinceSeen"), left);
    log(
        "has left by the cut: %d of %d customers; AUC of the churn model %.3f, of days since the last order %.3f, since last seen %.3f",
        IntStream.range(0, left.length).filter(row -> left[row]).count(),
        left.length,
        auc,
        recency,
        lastSeen);
    assertThat(auc).isGreaterThan(recency);
  }

  @Test
  void rangesOfEightyPercentHoldEightyPercent() {
    PurchaseLog log =
        PurchaseDays.log(
            SHOPPERS.stream().map(one -> one.history().allBefore(END)).toList(), "EUR");
    int last = PurchaseDays.day(CUT) - 1;
    int horizon = Math.toIntExact(HORIZON.toDays());
    PurchaseLog known = log.knownOn(last);
    PurchaseFamily family =
        FamilyChoice.of(known, last, 1, LIFETIME)
            .map(FamilyChoice::family)
            .orElse(PurchaseFamily.MBG_NBD);
    List<PurchaseHistory> histories = known.histories(last, 1);
    PurchaseProcess process =
        ProcessFit.of(family, histories, LIFETIME) instanceof Fit.Fitted<PurchaseProcess> fitted
            ? fitted.model()
            : null;
    assertThat(process).isNotNull();

    int[] counts = known.counts(last, last + horizon);
    double covered = 0;
    for (int customer = 0; customer < counts.length; customer++) {
      covered +=
          CountForecast.of(process, histories.get(customer), horizon)
              .covered(counts[customer], Forecast.LEVEL);
    }
    double coverage = covered / counts.length;
    log(
        "80 %% ranges of the number of orders within %d days hold %.3f of %d customers, by %s",
        horizon, coverage, counts.length, family.title());
    assertThat(coverage).isBetween(0.77, 0.83);
  }

  private static void log(String format, Object... values) {
    LOG.info(String.format(Locale.ROOT, format, values));
  }
}
