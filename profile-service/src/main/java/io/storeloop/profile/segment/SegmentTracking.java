package io.storeloop.profile.segment;

import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.ConditionEvaluator;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.feature.PriceTerciles;
import io.storeloop.profile.profile.ClusterMembership;
import io.storeloop.profile.profile.PassedOver;
import io.storeloop.profile.profile.PredictionScores;
import io.storeloop.profile.profile.ProfileReader;
import io.storeloop.profile.profile.ProfileSnapshot;
import io.storeloop.profile.profile.Rebuild;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  static final int BATCH = 500;

  /** Profiles a round asks for in one transaction. */
  static final int PAGE = 2_000;

  /** How long a profile rests that could not be calculated with. */
  static final Duration PASSED_OVER_FOR = Duration.ofDays(1);

  private static final UUID FIRST = new UUID(0, 0);

  private final ServiceDatabase database;
  private final JdbcSegmentQueue queue;
  private final JdbcMemberships memberships;
  private final TrackingUpkeep upkeep;
  private final ChangedProfiles latest;
  private final Segments segments;
  private final ProfileReader profiles;
  private final Rebuild rebuild;
  private final EventCounts events;
  private final Supplier<Optional<PriceTerciles>> terciles;
  private final Function<List<ProfileSnapshot>, Map<UUID, ClusterMembership.Cluster>> clusters;
  private final Supplier<Optional<PredictionScores>> scores;
  private final PassedOver passedOver;
  private final Duration interval;
  private final Clock clock;
  private @Nullable TrackedConditions tracked;

  SegmentTracking(
      ServiceDatabase database,
      JdbcSegmentQueue queue,
      JdbcMemberships memberships,
      TrackingUpkeep upkeep,
      ChangedProfiles latest,
      Segments segments,
      ProfileReader profiles,
      Rebuild rebuild,
      EventCounts events,
      Supplier<Optional<PriceTerciles>> terciles,
      Function<List<ProfileSnapshot>, Map<UUID, ClusterMembership.Cluster>> clusters,
      Supplier<Optional<PredictionScores>> scores,
      PassedOver passedOver,
      Duration interval,
      Clock clock) {
    this.database = database;
    this.queue = queue;
    this.memberships = memberships;
    this.upkeep = upkeep;
    this.latest = latest;
    this.segments = segments;
    this.profiles = profiles;
    this.rebuild = rebuild;
    this.events = events;
    this.terciles = terciles;
    this.clusters = clusters;
    this.scores = scores;
    this.passedOver = passedOver;
    this.interval = interval;
    this.clock = clock;
  }

  /** What a batch of work was about. */
  enum Work {
    /** There was none, or another process is at it. */
    NOTHING,

    /** Something happened to a profile, or its time came. */
    WHAT_HAPPENED,

    /** A definition has changed, or scores have grown old. */
    WHAT_CAN_WAIT
  }

  /** Does one batch of work. */
  Work work() {
    latest.forgetOld(clock.instant());
    if (rebuild.isUnderWay()) {
      return Work.NOTHING;
    }
    TrackedConditions all = conditions();
    String models = scores.get().map(PredictionScores::models).orElse("");
    Instant now = now();
    // once: who comes into the queue between the two parts would be looked at without being scored
    List<JdbcSegmentQueue.Due> due = queue.due(now, BATCH);
    alone(() -> score(due, all.askPredictions(), now));
    boolean busy = alone(() -> lookAtDue(due, all, !models.isEmpty(), now));
    String definitions = all.fingerprint() + " " + models;
    boolean marked = alone(() -> round(definitions));
    boolean leftOver = alone(() -> upkeep.forgetGone(all.fingerprint()));
    alone(() -> {
      upkeep.daily(clock.instant());
      upkeep.firstSizes(definitions, () -> isLookedAtUnder(definitions), clock.instant());
      return false;
    });
    if (busy && due.getFirst().isLive()) {
      return Work.WHAT_HAPPENED;
    }
    return busy || marked || leftOver ? Work.WHAT_CAN_WAIT : Work.NOTHING;
  }

  /** Each in a transaction of its own: who waits for rows of others holds none they wait for. */
  private boolean alone(BooleanSupplier part) {
    return Objects.requireNonNull(
        database.transactions().execute(status -> queue.isOnlyWriter() && part.getAsBoolean()));
  }

  private TrackedConditions conditions() {
    long revision = segments.revision();
    if (tracked == null || tracked.revision() != revision) {
      // read after the revision: the segments may be newer than its number, never older
      tracked = TrackedConditions.of(revision, segments.definitions());
    }
    return tracked;
  }

  /** Scores those who are looked at next. */
  private boolean score(List<JdbcSegmentQueue.Due> due, boolean predicted, Instant now) {
    PredictionScores predictors = scores.get().orElse(null);
    if (predictors == null || due.isEmpty()) {
      return false;
    }
    predictors.refresh(due.stream().map(JdbcSegmentQueue.Due::profileId).toList(), predicted, now);
    return true;
  }

  /**
   * Looks at profiles without a lock and writes down what has changed; only then places in the
   * queue are locked, and those kept that were asked for anew meanwhile.
   */
  private boolean lookAtDue(
      List<JdbcSegmentQueue.Due> due, TrackedConditions all, boolean isScored, Instant now) {
    if (due.isEmpty()) {
      return false;
    }
    List<ProfileSnapshot> known = known(due);
    Map<UUID, JdbcSegmentQueue.Next> next = new HashMap<>();
    if (isScored || !all.bySegment().isEmpty()) {
      lookAt(due, isScored ? List.of() : known, all, isScored && all.askPredictions(), next, now);
    }
    queue.settle(due, next);
    return true;
  }

  /** Those that need not be read; scores are not known of them. */
  private List<ProfileSnapshot> known(List<JdbcSegmentQueue.Due> due) {
    return due.stream().map(latest::take).flatMap(Optional::stream).toList();
  }

  private void lookAt(
      List<JdbcSegmentQueue.Due> due,
      List<ProfileSnapshot> known,
      TrackedConditions all,
      boolean predicted,
      Map<UUID, JdbcSegmentQueue.Next> next,
      Instant now) {
    Map<UUID, JdbcSegmentQueue.Due> why = new HashMap<>();
    due.forEach(one -> why.put(one.profileId(), one));
    Set<UUID> unknown = new HashSet<>(why.keySet());
    known.forEach(profile -> unknown.remove(profile.profileId()));
    List<ProfileSnapshot> found = new ArrayList<>(known);
    if (!unknown.isEmpty()) {
      found.addAll(profiles.findAll(unknown));
    }
    Set<UUID> waiting = new HashSet<>();
    if (predicted) {
      List<ProfileSnapshot> unscored = found.stream().filter(SegmentTracking::isUnscored).toList();
      found.removeAll(unscored);
      unscored.forEach(profile -> waiting.add(profile.profileId()));
    }
    List<JdbcMemberships.Change> changes = changes(why, found, all, next, now);
    Set<UUID> changed =
        changes.stream().map(JdbcMemberships.Change::profileId).collect(Collectors.toSet());
    Set<UUID> held = memberships.held(changed);
    memberships.write(
        changes.stream().filter(change -> held.contains(change.profileId())).toList());
    changed.stream().filter(id -> !held.contains(id)).forEach(waiting::add);
    Instant later = now.plus(interval);
    waiting.forEach(id ->
        next.put(
            id, new JdbcSegmentQueue.Next(later, Objects.requireNonNull(why.get(id)).cause())));
  }

  /** Something has happened since the shopper was scored. */
  private static boolean isUnscored(ProfileSnapshot profile) {
    Instant asOf = profile.scores().asOf();
    return asOf == null || asOf.isBefore(profile.updatedAt());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private List<JdbcMemberships.Change> changes(
      Map<UUID, JdbcSegmentQueue.Due> why,
      List<ProfileSnapshot> found,
      TrackedConditions all,
      Map<UUID, JdbcSegmentQueue.Next> next,
      Instant now) {
    NextChange time = all.time();
    List<UUID> ids = found.stream().map(ProfileSnapshot::profileId).toList();
    Map<UUID, Map<Performed, Long>> counts = events.of(ids, all.counted(), now);
    Map<UUID, Map<Performed, Instant>> earliest = events.earliest(ids, time.windows(), now);
    Map<UUID, Map<String, Instant>> before = memberships.members(ids);
    Map<UUID, ClusterMembership.Cluster> labels =
        all.askClusters() ? clusters.apply(found) : Map.of();
    Optional<PriceTerciles> prices = terciles.get();
    List<JdbcMemberships.Change> changes = new ArrayList<>();
    for (ProfileSnapshot profile : found) {
      UUID id = profile.profileId();
      try {
        changes.addAll(
            changes(
                Objects.requireNonNull(why.get(id)),
                new ProfileSubject(
                    profile,
                    profile.features(now, prices),
                    one ->
                        Optional.ofNullable(labels.get(id)).map(ClusterMembership.Cluster::label),
                    clause -> counts.getOrDefault(id, Map.of()).getOrDefault(clause, 0L)),
                before.getOrDefault(id, Map.of()).keySet(),
                all,
                now));
        next(profile, earliest.getOrDefault(id, Map.of()), time, now)
            .ifPresent(moment -> next.put(id, moment));
      } catch (RuntimeException fault) {
        passedOver.note(fault);
        next.put(id, new JdbcSegmentQueue.Next(now.plus(PASSED_OVER_FOR), "definition"));
      }
    }
    return changes;
  }

  private static List<JdbcMemberships.Change> changes(
      JdbcSegmentQueue.Due why,
      ProfileSubject subject,
      Set<String> known,
      TrackedConditions all,
      Instant now) {
    Instant at = why.cause().equals("time") ? why.at() : now;
    List<JdbcMemberships.Change> changes = new ArrayList<>();
    all.bySegment()
        .forEach((segment, condition) -> {
          boolean in = ConditionEvaluator.matches(condition, subject, now);
          if (in != known.contains(segment)) {
            changes.add(new JdbcMemberships.Change(segment, why.profileId(), in, why.cause(), at));
          }
        });
    return changes;
  }

  /** When a profile is to be looked at again. */
  private Optional<JdbcSegmentQueue.Next> next(
      ProfileSnapshot profile, Map<Performed, Instant> earliest, NextChange time, Instant now) {
    Instant asOf = profile.scores().asOf();
    Duration scoreAge = scores.get().map(PredictionScores::age).orElse(Duration.ZERO);
    return Stream.of(
            time.after(now, profile.moments(), clause -> Optional.ofNullable(earliest.get(clause)))
                .map(moment -> new JdbcSegmentQueue.Next(moment, "time")),
            Optional.ofNullable(asOf)
                .map(scored -> new JdbcSegmentQueue.Next(scored.plus(scoreAge), "score")))
        .flatMap(Optional::stream)
        .min(Comparator.comparing(JdbcSegmentQueue.Next::at));
  }

  /** When definitions have changed, all profiles are asked for, a page at a time. */
  private boolean round(String fingerprint) {
    String wanted = fingerprint + " " + queue.currentClustering();
    JdbcSegmentQueue.Round round = queue.round().orElse(null);
    if (round == null || !round.fingerprint().equals(wanted)) {
      queue.reached(wanted, FIRST);
      return true;
    }
    UUID reached = round.reached();
    if (reached == null) {
      return false;
    }
    queue.reached(wanted, queue.markPage(reached, PAGE, clock.instant()).orElse(null));
    return true;
  }

  private boolean isLookedAtUnder(String definitions) {
    return queue
            .round()
            .filter(round -> round.reached() == null)
            .filter(round -> round.fingerprint().startsWith(definitions + " "))
            .isPresent()
        && !queue.waitsForDefinitions();
  }
}
