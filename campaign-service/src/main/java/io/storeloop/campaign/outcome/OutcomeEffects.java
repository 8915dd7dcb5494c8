package io.storeloop.campaign.outcome;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.LoggedEvent;
import io.storeloop.common.schema.EventFollower;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What events mean for campaigns: whose devices are, exposures, clicks, and what reaches a goal.
 * Bots and tests mean nothing.
 *
 * <p>Conversions are not counted up but recomputed: for every shopper about whom a batch says
 * something new, from all their decisions and deeds. So neither the order of events nor a
 * repetition changes the result, and a sign-in reaches back to what was decided before.
 */
final class OutcomeEffects implements EventFollower.Effects {
  static final String CONSUMER = "campaign-outcome";

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final JdbcOutcomes outcomes;
  private final JdbcDevices devices;
  private final UsedUp usedUp;

  OutcomeEffects(JdbcOutcomes outcomes, JdbcDevices devices, UsedUp usedUp) {
    this.outcomes = outcomes;
    this.devices = devices;
    this.usedUp = usedUp;
  }

  @Override
  public void apply(List<LoggedEvent> events) {
    Touched touched = new Touched();
    Set<String> wanted = outcomes.typesWanted();
    DeviceClaims claims = devices.before(events);
    Map<UUID, Instant> exposures = new LinkedHashMap<>();
    Map<UUID, Instant> clicks = new LinkedHashMap<>();
    for (LoggedEvent logged : events) {
      Event event = logged.event();
      if (!event.isOfShopper()) {
        continue;
      }
      claims.observe(logged);
      switch (event.type()) {
        case PROMOTION_VIEW -> earliest(exposures, event);
        case PROMOTION_CLICK -> earliest(clicks, event);
        default -> {}
      }
      if (wanted.contains(event.type().wireName())) {
        touched.addOwnerOf(event);
      }
    }
    devices.write(claims);
    usedUp.part(claims.changed());
    claims.changed().forEach(touched::addOwnersOf);
    outcomes.expose(exposures, touched);
    outcomes.click(clicks, touched);
    outcomes.recompute(touched);
    outcomes.countApplied(CONSUMER, events.size());
  }

  private static void earliest(Map<UUID, Instant> times, Event event) {
    UUID decision = decisionOf(event);
    if (decision != null) {
      times.merge(decision, event.occurredAt(), (one, other) -> one.isBefore(other) ? one : other);
    }
  }

  /** Null for what is not one of our ids: other systems may have decisions too. */
  private static @Nullable UUID decisionOf(Event event) {
    String id = event.decisionId();
    return id == null || !UUID_FORM.matcher(id).matches() ? null : UUID.fromString(id);
  }
}
