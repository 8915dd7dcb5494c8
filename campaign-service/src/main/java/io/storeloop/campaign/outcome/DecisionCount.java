package io.storeloop.campaign.outcome;

import io.storeloop.campaign.lifecycle.Goal;
import io.storeloop.campaign.statistic.JdbcParticipants;
import io.storeloop.campaign.statistic.Participant;
import io.storeloop.common.schema.ServiceDatabase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Counts decisions that the ledger's follower has reached. Most repeat an earlier one: the same
 * campaign gives the same shopper the same arm again, and nothing was done since. All that changes
 * then is how many there are, so nothing else of the shopper is read; a shopper who comes back a
 * thousand times costs a thousand times as much as one, not a million times. All others are
 * computed anew. Both give the same numbers.
 */
final class DecisionCount {
  private final ServiceDatabase database;
  private final JdbcOutcomes outcomes;
  private final JdbcDeeds deeds;
  private final JdbcParticipants participants;

  DecisionCount(
      ServiceDatabase database,
      JdbcOutcomes outcomes,
      JdbcDeeds deeds,
      JdbcParticipants participants) {
    this.database = database;
    this.outcomes = outcomes;
    this.deeds = deeds;
    this.participants = participants;
  }

  private record Place(UUID campaignId, String shopper) {
    static Place of(LedgerRow row) {
      return new Place(row.campaignId(), row.shopper());
    }
  }

  /** Inside the follower's transaction, after it has moved its place to the last of the rows. */
  void add(List<LedgerRow> rows) {
    Map<Place, Participant> known = known(rows);
    Map<UUID, Instant> first = decidedAt(known.values());
    Set<String> changed = new HashSet<>();
    for (LedgerRow row : rows) {
      Participant participant = known.get(Place.of(row));
      if (participant == null || !repeats(row, participant, first)) {
        changed.add(row.shopper());
      }
    }
    changed.addAll(active(without(rows, changed)));
    Touched touched = new Touched();
    rows.stream().filter(row -> changed.contains(row.shopper())).forEach(touched::addOwnerOf);
    outcomes.recompute(touched);
    Map<Participant, Long> repeated =
        without(rows, changed).stream()
            .collect(
                Collectors.groupingBy(
                    row -> Objects.requireNonNull(known.get(Place.of(row))),
                    Collectors.counting()));
    participants.addDecisions(repeated);
  }

  /** A decision that comes before the first one would take its place. */
  private static boolean repeats(LedgerRow row, Participant participant, Map<UUID, Instant> first) {
    Instant begun = first.get(participant.firstDecision());
    return !row.answered()
        && row.arm().equals(participant.arm())
        && begun != null
        && row.decidedAt().isAfter(begun);
  }

  private static List<LedgerRow> without(List<LedgerRow> rows, Set<String> shoppers) {
    return rows.stream().filter(row -> !shoppers.contains(row.shopper())).toList();
  }

  private Map<Place, Participant> known(List<LedgerRow> rows) {
    Map<Place, Participant> known = new HashMap<>();
    Set<String> shoppers = rows.stream().map(LedgerRow::shopper).collect(Collectors.toSet());
    participants
        .of(shoppers)
        .forEach(participant ->
            known.put(new Place(participant.campaignId(), participant.shopper()), participant));
    return known;
  }

  private Map<UUID, Instant> decidedAt(Collection<Participant> known) {
    Map<UUID, Instant> times = new HashMap<>();
    database
        .jdbc()
        .sql("select id, decided_at from decision where id = any (:ids)")
        .param("ids", known.stream().map(Participant::firstDecision).toArray(UUID[]::new))
        .query(row -> {
          times.put(
              row.getObject("id", UUID.class),
              Objects.requireNonNull(row.getObject("decided_at", OffsetDateTime.class))
                  .toInstant());
        });
    return times;
  }

  /** The shoppers who did something that a window of these decisions may hold. */
  private Set<String> active(List<LedgerRow> rows) {
    if (rows.isEmpty()) {
      return Set.of();
    }
    Map<String, Instant> since = new HashMap<>();
    Touched touched = new Touched();
    for (LedgerRow row : rows) {
      touched.addOwnerOf(row);
      Instant opened = row.decidedAt().truncatedTo(ChronoUnit.SECONDS);
      since.merge(row.shopper(), opened, (one, other) -> one.isBefore(other) ? one : other);
    }
    outcomes.addOtherIds(touched);
    Set<String> types = outcomes.typesWanted();
    types.add(Goal.PURCHASE);
    Instant earliest = since.values().stream().min(Instant::compareTo).orElseThrow();
    return deeds.of(touched, types, earliest).stream()
        .filter(deed -> {
          Instant opened = since.get(deed.shopper());
          return opened != null && !deed.occurredAt().isBefore(opened);
        })
        .map(Deed::shopper)
        .collect(Collectors.toSet());
  }
}
