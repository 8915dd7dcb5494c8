package io.storeloop.profile.profile;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.LoggedEvent;
import io.storeloop.common.ids.IdentityRule;
import io.storeloop.common.schema.EventFollower;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.consent.JdbcRefusals;
import io.storeloop.profile.consent.Refusals;
import io.storeloop.profile.feature.ItemFacts;
import io.storeloop.profile.identity.Bindings;
import io.storeloop.profile.identity.Identity;
import io.storeloop.profile.identity.IdentityEdge;
import io.storeloop.profile.identity.JdbcIdentityEdges;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Brings the profiles up to date with a batch of events: reads in bulk, folds, writes in bulk. */
final class ProfileEffects implements EventFollower.Effects {
  private static final String COUNT =
      "update profile_cursor set applied = applied + :count where consumer = :consumer";

  private final ServiceDatabase database;
  private final ProfileRules rules;
  private final JdbcProfiles profiles;
  private final JdbcItemFacts items;
  private final JdbcIdentityEdges edges;
  private final JdbcRefusals refusals;
  private final IdentityRule rule;
  private final ChangeListeners listeners;
  private final Duration interestHalfLife;
  private final ConsentRule consent;
  private final Clock clock;

  /** Who wants to hear of changes; asked late, because listeners may themselves read profiles. */
  @FunctionalInterface
  interface ChangeListeners {
    Iterable<ProfileChangeListener> all();
  }

  ProfileEffects(
      ServiceDatabase database,
      JdbcProfiles profiles,
      JdbcItemFacts items,
      JdbcIdentityEdges edges,
      IdentityRule rule,
      ChangeListeners listeners,
      Duration interestHalfLife,
      ConsentRule consent,
      Clock clock) {
    this.database = database;
    this.rules = new ProfileRules(database, interestHalfLife);
    this.profiles = profiles;
    this.items = items;
    this.edges = edges;
    this.refusals = new JdbcRefusals(database);
    this.rule = rule;
    this.listeners = listeners;
    this.interestHalfLife = interestHalfLife;
    this.consent = consent;
    this.clock = clock;
  }

  @Override
  public void apply(List<LoggedEvent> logged) {
    rules.hold();
    List<LoggedEvent> ofShoppers =
        logged.stream().filter(one -> one.event().isOfShopper()).toList();
    List<Event> events = ofShoppers.stream().map(LoggedEvent::event).toList();
    Bindings bindings = bindings(events);
    Refusals refusals = new Refusals(this.refusals.openOf(ids(ofShoppers)));
    ProfileBatch batch = folded(ofShoppers, events, bindings, refusals);
    Instant now = clock.instant();
    List<ProfileSnapshot> written = profiles.write(batch.changed(), now);
    profiles.unlink(batch.unlinked());
    profiles.writeIdentities(batch.identities());
    edges.write(bindings.changed(), now);
    edges.writeSharings(bindings.shared());
    this.refusals.write(refusals.changed());
    for (ProfileChangeListener listener : listeners.all()) {
      listener.changed(written, batch.absorbed());
    }
    profiles.delete(batch.absorbed());
    profiles.writeSkipped(batch.skipped(), now);
    database
        .jdbc()
        .sql(COUNT)
        .param("count", logged.size())
        .param("consumer", ProfileProgress.CONSUMER)
        .update();
  }

  private ProfileBatch folded(
      List<LoggedEvent> logged, List<Event> events, Bindings bindings, Refusals refusals) {
    Map<String, ItemFacts> catalogue = items.of(events);
    Map<UUID, Profile> before = profiles.read(touched(events, bindings));
    ProfileBatch batch = new ProfileBatch(bindings, before, interestHalfLife, consent, refusals);
    for (LoggedEvent one : logged) {
      Event event = one.event();
      ItemFacts said = ItemFacts.saidBy(event);
      ItemFacts known =
          event.itemId() == null
              ? ItemFacts.NONE
              : catalogue.getOrDefault(event.itemId(), ItemFacts.NONE);
      batch.fold(one, said.orElse(known));
    }
    return batch;
  }

  private Bindings bindings(List<Event> events) {
    Set<String> anonymousIds = anonymousIds(events);
    List<IdentityEdge> known = edges.ofDevices(anonymousIds);
    Map<String, Integer> devices = edges.devicesOf(mayMerge(events, known));
    return new Bindings(
        known, edges.sharingsOf(anonymousIds), user -> devices.getOrDefault(user, 0), rule);
  }

  /** The users with whom a device of the batch may be merged: it is with none so far. */
  private static Set<String> mayMerge(List<Event> events, List<IdentityEdge> known) {
    Set<String> merged = new HashSet<>();
    known.stream()
        .filter(IdentityEdge::isMerged)
        .map(IdentityEdge::anonymousId)
        .forEach(merged::add);
    Set<String> users = new LinkedHashSet<>();
    for (Event event : events) {
      if (event.userId() != null
          && event.anonymousId() != null
          && !merged.contains(event.anonymousId())) {
        users.add(event.userId());
      }
    }
    return users;
  }

  private static Set<Identity> ids(List<LoggedEvent> logged) {
    Set<Identity> ids = new LinkedHashSet<>();
    logged.forEach(one -> ids.add(Refusals.idOf(one)));
    return ids;
  }

  private static Set<String> anonymousIds(List<Event> events) {
    Set<String> ids = new LinkedHashSet<>();
    events.stream().map(Event::anonymousId).filter(Objects::nonNull).forEach(ids::add);
    return ids;
  }

  /** The founders' profiles of all ids, with those of the users that devices are bound to. */
  private static Set<UUID> touched(List<Event> events, Bindings bindings) {
    Set<UUID> touched = new LinkedHashSet<>();
    for (Event event : events) {
      if (event.userId() != null) {
        touched.add(Identity.user(event.userId()).profileId());
      }
      if (event.anonymousId() != null) {
        touched.add(Identity.anonymous(event.anonymousId()).profileId());
        bindings
            .userOf(event.anonymousId())
            .ifPresent(user -> touched.add(Identity.user(user).profileId()));
      }
    }
    return touched;
  }
}
