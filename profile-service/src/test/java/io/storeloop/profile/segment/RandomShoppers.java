package io.storeloop.profile.segment;

import io.storeloop.common.conditions.PerformedEvent;
import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.EventFixture;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.feature.ItemFacts;
import io.storeloop.profile.feature.Moments;
import io.storeloop.profile.profile.PerformedEvents;
import io.storeloop.profile.profile.PredictionPath;
import io.storeloop.profile.profile.ProfileSnapshot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Profiles from a seed with everything that could divide two evaluators: absent and null values,
 * values of another type, lists, equal timestamps, moments on the very edge of a day or a window,
 * clocks that go wrong. Each is written to the database and kept in memory.
 */
final class RandomShoppers {
  static final List<Duration> AGES =
      List.of(
          Duration.ZERO,
          Duration.ofNanos(1_000),
          Duration.ofNanos(-1_000),
          Duration.ofHours(1),
          Duration.ofDays(1),
          Duration.ofDays(1).plusNanos(1_000),
          Duration.ofDays(1).minusNanos(1_000),
          Duration.ofDays(30),
          Duration.ofDays(30).minusNanos(1_000),
          Duration.ofDays(31),
          Duration.ofDays(200),
          Duration.ofHours(-5));
  private static final List<Object> SCALARS =
      List.of(
          0,
          1,
          -1,
          new BigDecimal("2.5"),
          30,
          new BigDecimal("1E+15"),
          "",
          "DE",
          "de",
          "30",
          "\uD83D\uDE00",
          "\uFF5E",
          true,
          false);
  private static final List<Object> STRUCTURES =
      Arrays.asList(
          null,
          List.of(),
          List.of("DE", "de"),
          List.of("DE", 30),
          List.of(30),
          List.of(List.of("DE")),
          Map.of("DE", 1));

  private static final List<String> LABELS = List.of("frequent buyers", "window shoppers");

  /** One shopper, as stored and as remembered. */
  record Shopper(ProfileSnapshot profile, String cluster, List<PerformedEvent> events) {}

  private final RandomGenerator random;
  private final Instant now;
  private final JdbcClient owner;
  private final LogFixture log;

  RandomShoppers(RandomGenerator random, Instant now, TestDatabase database) {
    this.random = random;
    this.now = now.truncatedTo(ChronoUnit.MICROS);
    this.owner = database.owner();
    this.log = new LogFixture(database);
    owner
        .sql(
            """
            insert into clustering (clustering_id, state, plan, step, steps_done, steps, heartbeat_at, created_at, finished_at, result,
                                    model, labels)
            values (gen_random_uuid(), 'finished', '{}', 'done', 1, 1, now(), now(), now(), '{}', '{}',
                    array['frequent buyers', 'window shoppers'])
            """)
        .update();
    owner
        .sql(
            """
            insert into predictor_model (model_id, name, state, step, horizon_days, heartbeat_at, created_at, finished_at, card,
                                         judged, passed, model, activated_at)
            select gen_random_uuid(), name, 'finished', 'finished', 30, now(), now(), now(), '{}', true, true, '{}', now()
            from unnest(array['purchase', 'churn', 'lifetime-value', 'next-purchase']) as predictor (name)
            """)
        .update();
    log.item("shoes", "footwear.shoes", "Acme", "50");
    log.item("socks", "footwear.socks", "", "2.50");
  }

  /** So many more shoppers, called s0, s1, …; every fourth is known by a device only. */
  List<Shopper> add(int count) {
    List<Shopper> shoppers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shoppers.add(shopper("s" + i, i % 4 != 3));
    }
    return shoppers;
  }

  private Shopper shopper(String id, boolean known) {
    Instant first = moment();
    ProfileSnapshot profile =
        new ProfileSnapshot(
            new UUID(random.nextLong(), random.nextLong()),
            known ? id : null,
            known ? null : id,
            new Moments(
                first,
                random.nextBoolean() ? first : moment(),
                random.nextBoolean() ? moment() : null),
            traits(),
            Map.of(),
            features(),
            scores(),
            now);
    store(profile);
    score(profile);
    identity(known ? "user" : "anonymous", id, profile);
    if (known) {
      identity("anonymous", "device-" + id, profile);
    }
    List<PerformedEvent> events = new ArrayList<>();
    for (int n = random.nextInt(10); n > 0; n--) {
      events.add(event(id, known));
    }
    return new Shopper(profile, cluster(profile), events);
  }

  /** Two groups, and a third of the shoppers in neither. */
  private String cluster(ProfileSnapshot profile) {
    int cluster = random.nextInt(3);
    if (cluster == LABELS.size()) {
      return null;
    }
    owner
        .sql("insert into clustering_member select clustering_id, ?, ? from clustering")
        .params(profile.profileId(), cluster)
        .update();
    return LABELS.get(cluster);
  }

  /** A third was never scored; of the others some things are not said. */
  private ProfileSnapshot.Scores scores() {
    if (random.nextInt(3) == 0) {
      return ProfileSnapshot.Scores.NONE;
    }
    Map<PredictionPath, BigDecimal> values = new EnumMap<>(PredictionPath.class);
    for (PredictionPath path : PredictionPath.values()) {
      if (random.nextInt(3) != 0) {
        values.put(
            path, new BigDecimal(pick(List.of("0.000000", "0.25", "0.5", "0.500001", "61.8"))));
      }
    }
    return new ProfileSnapshot.Scores(now, values);
  }

  /** Of whom nothing is said of churn, a model said something that was taken back. */
  private void score(ProfileSnapshot profile) {
    if (profile.scores().asOf() != null) {
      boolean takenBack = !profile.scores().values().containsKey(PredictionPath.CHURN_PROBABILITY);
      owner
          .sql(
              """
              insert into predictor_score (profile_id, as_of, models, churn_probability)
              select ?, now(), case when ? then models || jsonb_build_object('churn', gen_random_uuid()) else models end, 0.5
              from predictor_answering
              """)
          .params(profile.profileId(), takenBack)
          .update();
      profile
          .scores()
          .values()
          .forEach((path, value) ->
              owner
                  .sql(
                      "update predictor_score set %s = ? where profile_id = ?"
                          .formatted(path.column()))
                  .params(value, profile.profileId())
                  .update());
    }
  }

  private Map<String, Object> traits() {
    Map<String, Object> traits = new LinkedHashMap<>();
    for (String name : List.of("country", "age", "a.b", "x'y")) {
      int choice = random.nextInt(4);
      if (choice != 0) {
        traits.put(name, choice == 1 ? pick(STRUCTURES) : pick(SCALARS));
      }
    }
    return traits;
  }

  private Map<String, Object> features() {
    Map<String, Object> features = new LinkedHashMap<>();
    maybe(features, "orders", random.nextInt(4));
    maybe(
        features,
        "monetaryValue",
        pick(List.of(new BigDecimal("-1"), 0, new BigDecimal("2.5"), new BigDecimal("99.9999"))));
    maybe(features, "averagePrice", pick(List.of(5, 10, new BigDecimal("10.0001"), 20, 30)));
    maybe(
        features,
        "favouriteCategory",
        pick(List.of("DE", "de", "Ez", "\u00C9a", "footwear.shoes", "")));
    maybe(
        features,
        "affinity",
        Map.of("category", Map.of("footwear.shoes", pick(List.of(0.25, 0.5, 1)))));
    maybe(features, "hourShare", Map.of("0", 0.5, "13", 0.5));
    maybe(features, "activeDays", random.nextInt(5));
    maybe(features, "favouriteHour", pick(List.of(0, 5, 12, 23)));
    maybe(features, "discountShare", pick(List.of(0, 0.4999, 0.5, 1)));
    maybe(features, "returnRate", pick(List.of(0, 0.5)));
    maybe(features, "basis", basis());
    return features;
  }

  /** Days on the very edges of the windows. */
  private Map<String, Object> basis() {
    int today = Math.toIntExact(Math.floorDiv(now.getEpochSecond(), 86_400L));
    Map<String, Object> basis = new LinkedHashMap<>();
    Map<String, Object> days = new LinkedHashMap<>();
    for (int age : List.of(90, 89, 30, 29, 7, 6, 0, -1)) {
      if (random.nextBoolean()) {
        days.put(
            Integer.toString(today - age),
            List.of(random.nextInt(3), random.nextInt(2), random.nextInt(2)));
      }
    }
    maybe(basis, "days", days);
    if (random.nextBoolean()) {
      basis.put("boughtCarts", random.nextInt(3));
      basis.put("unboughtCarts", 2 + random.nextInt(2));
      basis.put("openCarts", List.of(today - 1 - random.nextInt(2), today - random.nextInt(2)));
    }
    return basis;
  }

  private void maybe(Map<String, Object> features, String name, Object value) {
    if (random.nextInt(3) != 0) {
      features.put(name, value);
    }
  }

  /**
   * An event by the user, or anonymously on a device of theirs; some claim to come from the future.
   */
  private PerformedEvent event(String id, boolean known) {
    EventFixture event = EventFixture.a(pick(List.of(EventType.VIEW, EventType.PURCHASE)));
    event.at(moment()).received(moment());
    if (!known) {
      event.on(id);
    } else if (random.nextBoolean()) {
      event.by(id);
    } else if (random.nextBoolean()) {
      event.on("device-" + id);
    } else {
      event.by(id).on("device-of-somebody-else");
    }
    if (random.nextBoolean()) {
      event.of(pick(List.of("shoes", "socks", "unheard-of")));
    }
    if (random.nextBoolean()) {
      event.costing(pick(List.of("0", "2.5", "30", "50")));
    }
    if (random.nextBoolean()) {
      event.times(1 + random.nextInt(3));
    }
    for (String name : List.of("category", "brand", "colour")) {
      if (random.nextInt(3) == 0) {
        event.with(name, random.nextInt(4) == 0 ? pick(STRUCTURES) : pick(SCALARS));
      }
    }
    Event said = event.event();
    log.accept(said);
    return remembered(said);
  }

  /** The event as conditions see it, worked out without the database. */
  private static PerformedEvent remembered(Event event) {
    ItemFacts listed =
        switch (String.valueOf(event.itemId())) {
          case "shoes" -> new ItemFacts("footwear.shoes", "Acme", new BigDecimal("50"));
          case "socks" -> new ItemFacts("footwear.socks", "", new BigDecimal("2.50"));
          default -> ItemFacts.NONE;
        };
    return PerformedEvents.of(event, ItemFacts.saidBy(event).orElse(listed));
  }

  private void store(ProfileSnapshot profile) {
    Instant lastPurchase = profile.moments().lastPurchase();
    owner
        .sql(
            """
            insert into profile (profile_id, user_id, anonymous_id, first_seen_at, last_seen_at, last_purchase_at, traits, features,
                                 behaviour, updated_at)
            values (?, ?, ?, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::jsonb, ?::jsonb, '', now())
            """)
        .params(
            Arrays.asList(
                profile.profileId(),
                profile.userId(),
                profile.anonymousId(),
                profile.moments().firstSeen().toString(),
                profile.moments().lastSeen().toString(),
                lastPurchase == null ? null : lastPurchase.toString(),
                JsonMapper.shared().writeValueAsString(profile.traits()),
                JsonMapper.shared().writeValueAsString(profile.storedFeatures())))
        .update();
  }

  private void identity(String kind, String value, ProfileSnapshot profile) {
    owner
        .sql("insert into profile_identity values (?, ?, ?)")
        .params(kind, value, profile.profileId())
        .update();
  }

  private Instant moment() {
    return now.minus(pick(AGES));
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
