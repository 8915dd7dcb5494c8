package io.storeloop.profile.feature;

import io.storeloop.common.events.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Behaviour as bytes, for the database. {@link #VERSION} names the layout and the rules of folding:
 * whoever changes either raises it, and the profiles are rebuilt from the log.
 */
public final class BehaviourState {
  /** Layout and rules of what is stored. */
  public static final int VERSION = 4;

  private BehaviourState() {}

  public static byte[] pack(Behaviour behaviour) {
    StateOutput out = new StateOutput();
    writeTypes(out, behaviour.byType);
    writeAll(out, behaviour.byHour);
    writeAll(out, behaviour.byWeekday);
    behaviour.ratings.write(out);
    behaviour.dwell.write(out);
    behaviour.seenPrices.write(out);
    behaviour.purchased.write(out);
    behaviour.refunded.write(out);
    out.number(behaviour.purchasedUnits);
    out.number(behaviour.purchasesWithoutOrder);
    behaviour.orderIds.write(out);
    behaviour.days.write(out);
    behaviour.sessions.write(out);
    behaviour.categories.write(out);
    behaviour.brands.write(out);
    behaviour.purchaseDays.write(out);
    behaviour.cartDays.write(out);
    behaviour.recent.write(out);
    behaviour.discounts.write(out);
    writeAll(out, behaviour.byDevice);
    writeMoments(out, behaviour.moments);
    return out.toBytes();
  }

  /** The behaviour that {@link #pack} packed under the same half-life. */
  public static Behaviour unpack(byte[] bytes, Duration interestHalfLife) {
    StateInput in = new StateInput(bytes);
    Behaviour behaviour = new Behaviour(interestHalfLife);
    readTypes(in, behaviour.byType);
    readAll(in, behaviour.byHour);
    readAll(in, behaviour.byWeekday);
    behaviour.ratings = Amounts.read(in);
    behaviour.dwell = Amounts.read(in);
    behaviour.seenPrices = Amounts.read(in);
    behaviour.purchased = Amounts.read(in);
    behaviour.refunded = Amounts.read(in);
    behaviour.purchasedUnits = in.number();
    behaviour.purchasesWithoutOrder = in.number();
    behaviour.orderIds = DistinctIds.read(in);
    behaviour.days = DaySet.read(in);
    behaviour.sessions = SessionTimes.read(in);
    behaviour.categories = Interests.read(in, interestHalfLife);
    behaviour.brands = Interests.read(in, interestHalfLife);
    behaviour.purchaseDays = DaySet.read(in);
    behaviour.cartDays = DaySet.read(in);
    behaviour.recent = RecentDays.read(in);
    behaviour.discounts = Discounts.read(in);
    readAll(in, behaviour.byDevice);
    behaviour.moments = readMoments(in);
    return behaviour;
  }

  private static void writeMoments(StateOutput out, @Nullable Moments moments) {
    out.number(moments == null ? 0 : moments.lastPurchase() == null ? 2 : 3);
    if (moments != null) {
      writeInstant(out, moments.firstSeen());
      writeInstant(out, moments.lastSeen());
      if (moments.lastPurchase() != null) {
        writeInstant(out, moments.lastPurchase());
      }
    }
  }

  private static @Nullable Moments readMoments(StateInput in) {
    int instants = in.count();
    if (instants == 0) {
      return null;
    }
    Instant firstSeen = readInstant(in);
    Instant lastSeen = readInstant(in);
    return new Moments(firstSeen, lastSeen, instants == 3 ? readInstant(in) : null);
  }

  private static void writeInstant(StateOutput out, Instant instant) {
    out.number(instant.getEpochSecond());
    out.number(instant.getNano());
  }

  private static Instant readInstant(StateInput in) {
    long second = in.number();
    return Instant.ofEpochSecond(second, in.number());
  }

  /** By wire name, which outlives the order of the constants. */
  private static void writeTypes(StateOutput out, Map<EventType, Long> counts) {
    out.number(counts.size());
    counts.forEach((type, count) -> {
      out.text(type.wireName());
      out.number(count);
    });
  }

  private static void readTypes(StateInput in, Map<EventType, Long> counts) {
    int types = in.count();
    for (int i = 0; i < types; i++) {
      EventType type = EventType.ofWireName(in.text()).orElseThrow();
      counts.put(type, in.number());
    }
  }

  private static void writeAll(StateOutput out, long[] counts) {
    for (long count : counts) {
      out.number(count);
    }
  }

  private static void readAll(StateInput in, long[] counts) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = in.number();
    }
  }
}
