package io.storeloop.profile.segment;

import io.storeloop.common.conditions.AskedPaths;
import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.ConditionEvaluator;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.feature.PriceTerciles;
import io.storeloop.profile.profile.ClusterMembership;
import io.storeloop.profile.profile.PredictionScores;
import io.storeloop.profile.profile.ProfileReader;
import io.storeloop.profile.profile.ProfileSnapshot;
import io.storeloop.profile.profile.Rebuild;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Looks at profiles whose membership in segments may have changed, and writes down who came and who
 * left.
 *
 * <p>A profile is looked at because something happened to it, because time alone may have changed
 * an answer ({@link NextChange}), or, behind these, because a score has grown old or a definition
 * has changed: then all are, page by page. While profiles are rebuilt from the log nobody is looked
 * at: who is not whole yet has not left. Not thread-safe; only one at a time writes, whichever
 * process it is in.
 */
final class SegmentTracking {
  /** Profiles looked at in one transaction: it stays short. */
  static final int BATCH = 200;

  /** Profiles a round asks for in one transaction. */
  static final int PAGE = 2_000;

  private static final int FORGOTTEN_AT_ONCE = 10_000;
  private static final int SIZES_KEPT_DAYS = 400;
  private static final UUID FIRST = new UUID(0, 0);

  private final ServiceDatabase database;
  private final JdbcSegmentTracking tracking;
  private final Segments segments;
  private final ProfileReader profiles;
  private final Rebuild rebuild;
  private final EventCounts events;
  private final Supplier<Optional<PriceTerciles>> terciles;
  private final Function<List<ProfileSnapshot>, Map<UUID, ClusterMembership.Cluster>> clusters;
  private final Supplier<Optional<PredictionScores>> scores;
  private final SegmentProperties properties;
  private final Clock clock;
  private LocalDate sizesOf = LocalDate.MIN;

  SegmentTracking(
      ServiceDatabase database,
      JdbcSegmentTracking tracking,
      Segments segments,
      ProfileReader profiles,
      Rebuild rebuild,
      EventCounts events,
      Supplier<Optional<PriceTerciles>> terciles,
      Function<List<ProfileSnapshot>, Map<UUID, ClusterMembership.Cluster>> clusters,
      Supplier<Optional<PredictionScores>> scores,
      SegmentProperties properties,
      Clock clock) {
    this.database = database;
    this.tracking = tracking;
    this.segments = segments;
    this.profiles = profiles;
    this.rebuild = rebuild;
    this.events = events;
    this.terciles = terciles;
    this.clusters = clusters;
    this.scores = scores;
    this.properties = properties;
    this.clock = clock;
  }

  /** Does one batch of work; false if there was none, or another process is at it. */
  boolean work() {
    if (rebuild.isUnderWay()) {
      return false;
    }
    Segments.Definitions definitions = segments.definitions();
    String models = scores.get().map(PredictionScores::models).orElse("");
    boolean predicted =
        definitions.conditions().values().stream().anyMatch(AskedPaths::includePrediction);
    alone(() -> score(predicted));
    boolean busy = alone(() -> lookAtDue(definitions.conditions(), predicted && !models.isEmpty()));
    boolean marked = alone(() -> round(definitions.fingerprint() + " " + models));
    alone(this::daily);
    return busy || marked;
  }

  /** Each in a transaction of its own: who waits for rows of others holds none they wait for. */
  private boolean alone(BooleanSupplier part) {
    return Objects.requireNonNull(
        database.transactions().execute(status -> tracking.isOnlyWriter() && part.getAsBoolean()));
  }

  /** Scores those who are looked at next, before their places in the queue are locked. */
  private boolean score(boolean predicted) {
    PredictionScores predictors = scores.get().orElse(null);
    if (predictors == null) {
      return false;
    }
    Instant now = now();
    List<JdbcSegmentTracking.Due> next = tracking.dueNext(now, BATCH);
    predictors.refresh(
        next.stream().map(JdbcSegmentTracking.Due::profileId).toList(), predicted, now);
    return !next.isEmpty();
  }

  private boolean lookAtDue(Map<String, Condition> conditions, boolean predicted) {
    Instant now = now();
    List<JdbcSegmentTracking.Due> due = tracking.due(now, BATCH);
    if (due.isEmpty()) {
      return false;
    }
    Set<UUID> ids = new HashSet<>();
    due.forEach(one -> ids.add(one.profileId()));
    List<ProfileSnapshot> found = new ArrayList<>(profiles.findAll(tracking.held(ids)));
    Set<UUID> waiting = new HashSet<>(tracking.present(without(ids, found)));
    if (predicted) {
      List<ProfileSnapshot> unscored = found.stream().filter(SegmentTracking::isUnscored).toList();
      found.removeAll(unscored);
      unscored.forEach(profile -> waiting.add(profile.profileId()));
    }
    Map<UUID, JdbcSegmentTracking.Next> next = new HashMap<>();
    tracking.write(changes(due, found, conditions, next, now));
    tracking.putOff(next);
    tracking.later(waiting, now.plus(properties.trackingInterval()));
    ids.removeAll(next.keySet());
    ids.removeAll(waiting);
    tracking.drop(ids);
    return true;
  }

  private static Set<UUID> without(Set<UUID> ids, List<ProfileSnapshot> found) {
    Set<UUID> others = new HashSet<>(ids);
    found.forEach(profile -> others.remove(profile.profileId()));
    return others;
  }

  /** Something has happened since the shopper was scored. */
  private static boolean isUnscored(ProfileSnapshot profile) {
    Instant asOf = profile.scores().asOf();
    return asOf == null || asOf.isBefore(profile.updatedAt());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private List<JdbcSegmentTracking.Change> changes(
      List<JdbcSegmentTracking.Due> due,
      List<ProfileSnapshot> found,
      Map<String, Condition> conditions,
      Map<UUID, JdbcSegmentTracking.Next> next,
      Instant now) {
    NextChange time = NextChange.of(conditions.values());
    Duration scoreAge = scores.get().map(PredictionScores::age).orElse(Duration.ZERO);
    List<UUID> ids = found.stream().map(ProfileSnapshot::profileId).toList();
    Map<UUID, Map<Performed, Long>> counts =
        events.of(ids, Performances.of(conditions.values()), now);
    Map<UUID, Map<Performed, Instant>> earliest = events.earliest(ids, time.windows(), now);
    Map<UUID, Map<String, Instant>> before = tracking.members(ids);
    Map<UUID, ClusterMembership.Cluster> labels = clusters.apply(found);
    Map<UUID, JdbcSegmentTracking.Due> why = new HashMap<>();
    due.forEach(one -> why.put(one.profileId(), one));
    List<JdbcSegmentTracking.Change> changes = new ArrayList<>();
    for (ProfileSnapshot profile : found) {
      UUID id = profile.profileId();
      ProfileSubject subject =
          new ProfileSubject(
              profile,
              profile.features(now, terciles.get()),
              one -> Optional.ofNullable(labels.get(id)).map(ClusterMembership.Cluster::label),
              clause -> counts.getOrDefault(id, Map.of()).getOrDefault(clause, 0L));
      JdbcSegmentTracking.Due cause = Objects.requireNonNull(why.get(id));
      Instant at = cause.cause().equals("time") ? cause.at() : now;
      Set<String> known = before.getOrDefault(id, Map.of()).keySet();
      conditions.forEach((segment, condition) -> {
        boolean in = ConditionEvaluator.matches(condition, subject, now);
        if (in != known.contains(segment)) {
          changes.add(new JdbcSegmentTracking.Change(segment, id, in, cause.cause(), at));
        }
      });
      time.after(
              now,
              profile.moments(),
              clause -> Optional.ofNullable(earliest.getOrDefault(id, Map.of()).get(clause)))
          .ifPresent(moment -> next.put(id, new JdbcSegmentTracking.Next(moment, "time")));
      Instant asOf = profile.scores().asOf();
      if (asOf != null) {
        next.merge(
            id,
            new JdbcSegmentTracking.Next(asOf.plus(scoreAge), "score"),
            BinaryOperator.minBy(Comparator.comparing(JdbcSegmentTracking.Next::at)));
      }
    }
    return changes;
  }

  /** When definitions have changed, all profiles are asked for, a page at a time. */
  private boolean round(String fingerprint) {
    String wanted = fingerprint + " " + tracking.currentClustering();
    JdbcSegmentTracking.Round round = tracking.round().orElse(null);
    if (round == null || !round.fingerprint().equals(wanted)) {
      tracking.forgetGone();
      tracking.reached(wanted, FIRST);
      return true;
    }
    UUID reached = round.reached();
    if (reached == null) {
      return false;
    }
    tracking.reached(wanted, tracking.markPage(reached, PAGE, clock.instant()).orElse(null));
    return true;
  }

  private boolean daily() {
    Instant now = clock.instant();
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    if (!today.equals(sizesOf)) {
      tracking.writeSizes(today.toString());
      tracking.forgetSizes(today.minusDays(SIZES_KEPT_DAYS).toString());
      if (tracking.forgetChanges(now.minus(properties.changesKept()), FORGOTTEN_AT_ONCE)
          < FORGOTTEN_AT_ONCE) {
        sizesOf = today;
      }
    }
    return false;
  }
}
