package io.storeloop.profile.consent;

import io.storeloop.common.events.EventCursor;
import io.storeloop.common.events.LoggedEvent;
import io.storeloop.profile.identity.Identity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Notes, event by event in the order of the log, which may not be counted: a {@link Refusal} begins
 * and ends only where that changes. Begins with the refusals that earlier batches left open. Not
 * thread-safe.
 */
public final class Refusals {
  private final Map<Identity, Refusal> open = new HashMap<>();
  private final Map<List<Object>, Refusal> changed = new LinkedHashMap<>();

  /** {@code open} must hold the refusals of the batch's ids that go on. */
  public Refusals(Collection<Refusal> open) {
    open.forEach(refusal -> this.open.put(refusal.of(), refusal));
  }

  /** The id by which an event's refusal is kept: its user, or else its device. */
  public static Identity idOf(LoggedEvent logged) {
    String user = logged.event().userId();
    return user == null
        ? Identity.anonymous(Objects.requireNonNull(logged.event().anonymousId()))
        : Identity.user(user);
  }

  /** Takes in whether the next event was counted. */
  public void note(LoggedEvent logged, boolean counted) {
    Identity id = idOf(logged);
    EventCursor place = logged.cursor();
    if (!counted && !open.containsKey(id)) {
      Refusal begun = new Refusal(id, place, null);
      open.put(id, begun);
      change(begun);
    } else if (counted && open.containsKey(id)) {
      Refusal ended = Objects.requireNonNull(open.remove(id));
      change(new Refusal(id, ended.from(), place));
    }
  }

  private void change(Refusal refusal) {
    changed.put(List.of(refusal.of(), refusal.from()), refusal);
  }

  /** The refusals this batch has begun or ended. */
  public Collection<Refusal> changed() {
    return new ArrayList<>(changed.values());
  }
}
