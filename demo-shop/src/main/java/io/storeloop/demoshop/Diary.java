package io.storeloop.demoshop;

import io.storeloop.demoshop.EventDraft.Who;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notes what one shopper does, under the ids by which the shop knows the shopper at that moment,
 * with a clock that only moves forward.
 */
final class Diary {
  private final ShopperIds ids;
  private final ShopperNature nature;
  private final long end;
  private final boolean[] signedIn = new boolean[2];
  private List<ShopEvent> events = new ArrayList<>();
  private @Nullable String session;
  private int device;
  private long now;

  Diary(Setting setting, ShopperNature nature) {
    this.ids = new ShopperIds(setting.tag(), setting.options().seed(), nature.number);
    this.nature = nature;
    this.end = setting.end();
  }

  long now() {
    return now;
  }

  int device() {
    return device;
  }

  boolean isSignedIn() {
    return signedIn[device];
  }

  void startSession(long at, int onDevice) {
    now = at;
    device = onDevice;
    session = ids.nextSession();
  }

  /** The shop itself does the next thing, for an order from {@code onDevice}. */
  void outsideSession(long at, int onDevice) {
    now = at;
    device = onDevice;
    session = null;
  }

  void pass(long millis) {
    now += millis;
  }

  /** Notes an event at this moment; what lies after the period has its id but is not kept. */
  void note(EventDraft draft) {
    String messageId = ids.nextMessage();
    if (now < end) {
      events.add(draft.at(now, messageId, who()));
    }
  }

  void signIn() {
    signedIn[device] = true;
    EventDraft identify = new EventDraft(ShopEvent.Type.IDENTIFY);
    nature.traits.asProperties().forEach(identify::property);
    note(identify);
  }

  String nextOrder() {
    return ids.nextOrder();
  }

  /** What was noted since the last call. */
  List<ShopEvent> tear() {
    List<ShopEvent> torn = events;
    events = new ArrayList<>();
    return torn;
  }

  private Who who() {
    String user = signedIn[device] ? ids.user() : null;
    boolean fromDevice = session != null || user == null;
    return new Who(user, fromDevice ? ids.device(device) : null, session);
  }
}
