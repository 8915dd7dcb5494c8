package io.storeloop.profile.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.algorithms.metrics.RandIndex;
import io.storeloop.common.events.EventType;
import io.storeloop.demoshop.DemoShop;
import io.storeloop.demoshop.DemoShopOptions;
import io.storeloop.demoshop.ShopEvent;
import io.storeloop.demoshop.ShopTruth;
import io.storeloop.profile.EventFixture;
import io.storeloop.profile.feature.Behaviour;
import io.storeloop.profile.feature.FeatureCatalogue;
import io.storeloop.profile.feature.ItemFacts;
import io.storeloop.profile.grouping.GroupTraining;
import io.storeloop.profile.grouping.Scaling;
import io.storeloop.profile.learning.OneThread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a clustering by {@code affinity.category} finds the groups of taste that only the
 * simulator knows: features, columns, scale and training are those of the service, over every
 * profile with any interest. Who has looked at little has shown no taste, so over all profiles the
 * measure is what a {@link TasteOracle} makes of the same behaviour. {@code -Dtruth.shoppers} and
 * {@code -Dtruth.seed} measure another shop; the figures are logged.
 */
class ShopTasteTest {
  private static final Logger LOG = LoggerFactory.getLogger(ShopTasteTest.class);
  private static final Instant END = Instant.parse("2026-07-01T00:00:00Z");
  private static final Duration HALF_LIFE = Duration.ofDays(30);
  private static final String CATEGORY = "affinity.category";
  private static final int FEWEST_VIEWS = 20;

  /** By how much a clustering that knows nothing of the truth may fall behind who knows it all. */
  private static final double BEHIND_THE_ORACLE = 0.06;

  private static final DemoShop SHOP =
      DemoShop.open(
          DemoShopOptions.endingAt(END)
              .withShoppers(Integer.getInteger("truth.shoppers", 1_000))
              .withSeed(Long.getLong("truth.seed", 42))
              .withDays(360));

  private final TasteOracle oracle = new TasteOracle(ShopTruth.of(SHOP).shoppers());
  private final Map<String, String> userOf = new HashMap<>();
  private final Map<String, Behaviour> behaviours = new TreeMap<>();

  @Test
  void plantedGroupsOfTasteAreFoundAsFarAsBehaviourShowsThem() throws Exception {
    SHOP.forEachEvent(this::identify);
    SHOP.forEachEvent(this::apply);
    Map<String, String> tastes = tastes();
    List<Map<String, Object>> features = new ArrayList<>();
    List<String> planted = new ArrayList<>();
    List<String> profiles = new ArrayList<>(behaviours.keySet());
    Collections.shuffle(profiles, new Random(42));
    for (String profile : profiles) {
      features.add(FeatureCatalogue.stored(behaviours.get(profile)));
      planted.add(tastes.get(profile));
    }
    FeatureColumns columns = FeatureColumns.of(columns(features));
    double[][] rows = new double[features.size()][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = columns.row(features.get(row), behaviours.get(profiles.get(row)).moments(), END);
    }
    Scaling scaling = Scaling.learn(rows, columns.heavyTailed()).together(columns.shares());
    ClusteringPlan plan = new ClusteringPlan("k-means", List.of(CATEGORY), null, 42);

    GroupTraining.Outcome outcome =
        OneThread.run(() ->
            new GroupTraining(plan.groups(), (step, done, of) -> {}).train(scaling.place(rows)));

    int[] found = outcome.model().labels(scaling.place(rows));
    List<String> guessed = profiles.stream().map(oracle::group).toList();
    double ofAll = agreement(planted, found, features, 0);
    double ofSeen = agreement(planted, found, features, FEWEST_VIEWS);
    double knowable = agreement(planted, numbers(guessed), features, 0);
    LOG.info(
        String.format(
            Locale.ROOT,
            "planted groups: k = %d chosen (8 planted) of %d profiles; ARI %.3f of the %d with %d views or more, %.3f of all; of who knows all tastes %.3f, %.3f of all",
            outcome.model().count(),
            rows.length,
            ofSeen,
            features.stream().filter(stored -> views(stored) >= FEWEST_VIEWS).count(),
            FEWEST_VIEWS,
            ofAll,
            agreement(planted, numbers(guessed), features, FEWEST_VIEWS),
            knowable));
    assertThat(ofSeen).isGreaterThan(0.9);
    assertThat(ofAll).isGreaterThan(knowable - BEHIND_THE_ORACLE);
  }

  private static double agreement(
      List<String> planted, int[] found, List<Map<String, Object>> features, int fewestViews) {
    int[] groups = numbers(planted);
    int[] rows =
        IntStream.range(0, found.length)
            .filter(row -> views(features.get(row)) >= fewestViews)
            .toArray();
    return RandIndex.adjusted(
        Arrays.stream(rows).map(row -> groups[row]).toArray(),
        Arrays.stream(rows).map(row -> found[row]).toArray());
  }

  private static int[] numbers(List<String> names) {
    List<String> distinct = names.stream().distinct().toList();
    return names.stream().mapToInt(distinct::indexOf).toArray();
  }

  private static int views(Map<String, Object> stored) {
    return ((Number) stored.get("views")).intValue();
  }

  private void identify(ShopEvent event) {
    if (event.userId() != null && event.anonymousId() != null) {
      userOf.put(event.anonymousId(), event.userId());
    }
  }

  private void apply(ShopEvent event) {
    Object category = event.properties().get("category");
    EventType type = EventType.valueOf(event.type().name());
    if (category != null && type != EventType.IDENTIFY) {
      String profile = profile(event);
      oracle.saw(profile, category.toString());
      behaviours
          .computeIfAbsent(profile, id -> new Behaviour(HALF_LIFE))
          .apply(
              EventFixture.a(type).by(profile).at(event.timestamp()).event(),
              new ItemFacts(category.toString(), null, null));
    }
  }

  private String profile(ShopEvent event) {
    return event.userId() == null
        ? userOf.getOrDefault(event.anonymousId(), event.anonymousId())
        : event.userId();
  }

  private static Map<String, String> tastes() {
    Map<String, String> tastes = new HashMap<>();
    for (ShopTruth.Shopper shopper : ShopTruth.of(SHOP).shoppers()) {
      tastes.put(shopper.userId(), shopper.tasteGroup());
      shopper.anonymousIds().forEach(device -> tastes.put(device, shopper.tasteGroup()));
    }
    return tastes;
  }

  /** All categories: the shop has fewer than a clustering looks at. */
  private static List<String> columns(List<Map<String, Object>> features) {
    List<String> names =
        features.stream()
            .map(stored -> (Map<?, ?>) ((Map<?, ?>) stored.get("affinity")).get("category"))
            .flatMap(shares -> shares.keySet().stream())
            .map(String::valueOf)
            .distinct()
            .sorted()
            .toList();
    assertThat(names).hasSizeLessThanOrEqualTo(ClusterFeature.MOST_SHARES);
    return names.stream().map(name -> ClusterFeature.shareColumn(CATEGORY, name)).toList();
  }
}
