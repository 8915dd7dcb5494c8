package io.storeloop.profile.profile;

import io.storeloop.common.conditions.PerformedEvent;
import io.storeloop.common.events.Event;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.feature.FeatureCatalogue;
import io.storeloop.profile.feature.ItemFacts;
import io.storeloop.profile.identity.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One shopper as they stood at earlier moments, by folding what had happened until then: pure. An
 * event counts from when it happened, or arrived where that is earlier, whenever it came into the
 * log.
 *
 * @param founder the user, or a device that belonged to nobody
 * @param events of the user, and of the devices without a user's id; of a device that belonged to
 *     nobody, those that are not its former user's
 * @param devices how the user's devices came to them
 * @param facts of the catalogue as it is now
 */
record PastShopper(
    Identity founder,
    List<Event> events,
    List<Device> devices,
    Function<Event, ItemFacts> facts,
    ConsentRule consent,
    Duration interestHalfLife) {

  /**
   * A device of the user.
   *
   * @param mergedAt from when on it, and all it had done before, is the user's
   * @param sharedAt from when on what it does is the user's no more; null if nobody else came
   */
  record Device(String anonymousId, Instant mergedAt, @Nullable Instant sharedAt) {}

  PastShopper {
    events =
        events.stream()
            .sorted(Comparator.comparing(PastShopper::happened).thenComparing(Event::messageId))
            .toList();
    devices = List.copyOf(devices);
  }

  /**
   * The profile at each of these moments, in their order; empty where nothing had happened yet.
   *
   * @param moments ascending
   */
  List<Optional<PastProfile>> at(List<Instant> moments) {
    var fold = new Fold();
    List<Optional<Stand>> stands = moments.stream().map(fold::upTo).toList();
    return stands.stream()
        .map(stand ->
            stand.map(one ->
                new PastProfile(one.profile(), fold.counted.subList(0, one.countedEvents()))))
        .toList();
  }

  /** Where the fold stood at a moment; it goes on counting events behind those counted so far. */
  private record Stand(ProfileSnapshot profile, int countedEvents) {}

  private static Instant happened(Event event) {
    return event.occurredAt().isBefore(event.receivedAt())
        ? event.occurredAt()
        : event.receivedAt();
  }

  private final class Fold {
    private final Profile profile = Profile.foundedBy(founder, interestHalfLife);
    private final Map<String, Profile> apart = new HashMap<>();
    private final List<PerformedEvent> counted = new ArrayList<>();
    private final Map<String, List<PerformedEvent>> countedApart = new HashMap<>();
    private final Iterator<Step> steps =
        Stream.concat(
                devices.stream().map(device -> new Step(device.mergedAt(), device, null)),
                events.stream().map(event -> new Step(happened(event), null, event)))
            // stable: what merges a device comes before the event that says so
            .sorted(Comparator.comparing(Step::at))
            .iterator();
    private @Nullable Step next = following();
    private boolean begun;

    private Optional<Stand> upTo(Instant moment) {
      while (next != null && !next.at().isAfter(moment)) {
        take(next);
        next = following();
      }
      return begun ? Optional.of(new Stand(snapshot(moment), counted.size())) : Optional.empty();
    }

    private @Nullable Step following() {
      return steps.hasNext() ? steps.next() : null;
    }

    private void take(Step step) {
      if (step.merged() != null) {
        Profile device = apart.remove(step.merged().anonymousId());
        if (device != null) {
          profile.attach(device);
          counted.addAll(countedApart.getOrDefault(step.merged().anonymousId(), List.of()));
          begun = true;
        }
      } else if (step.event() != null) {
        apply(step.event());
      }
    }

    private void apply(Event event) {
      Profile owner = profile;
      List<PerformedEvent> acts = counted;
      if (event.userId() == null && founder.isUser()) {
        Device device = device(event);
        if (device == null || isPast(device.sharedAt(), event)) {
          return;
        }
        if (happened(event).isBefore(device.mergedAt())) {
          owner =
              apart.computeIfAbsent(
                  device.anonymousId(),
                  id -> Profile.foundedBy(Identity.anonymous(id), interestHalfLife));
          acts = countedApart.computeIfAbsent(device.anonymousId(), id -> new ArrayList<>());
        }
      }
      ItemFacts known = facts.apply(event);
      if (owner.apply(event, known, consent)) {
        acts.add(PerformedEvents.of(event, known));
      }
      begun |= owner == profile;
    }

    private @Nullable Device device(Event event) {
      return devices.stream()
          .filter(device -> device.anonymousId().equals(event.anonymousId()))
          .findFirst()
          .orElse(null);
    }

    private static boolean isPast(@Nullable Instant sharedAt, Event event) {
      return sharedAt != null && !happened(event).isBefore(sharedAt);
    }

    private ProfileSnapshot snapshot(Instant moment) {
      ShopperState whole = profile.whole();
      return new ProfileSnapshot(
          profile.id(),
          founder.isUser() ? founder.value() : null,
          founder.isUser() ? null : founder.value(),
          whole.behaviour().moments(),
          whole.traits().values(),
          whole.consents().values(),
          FeatureCatalogue.stored(whole.behaviour()),
          ProfileSnapshot.Scores.NONE,
          moment);
    }
  }

  private record Step(Instant at, @Nullable Device merged, @Nullable Event event) {}
}
