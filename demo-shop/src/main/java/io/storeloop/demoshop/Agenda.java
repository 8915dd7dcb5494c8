package io.storeloop.demoshop;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When a shopper comes next: by habit (a Poisson process thinned by weekday, at the shopper's
 * hours) or because something is due.
 *
 * <p>All in UTC.
 */
final class Agenda {
  private static final double[] WEEKDAYS = {1.0, 0.95, 0.92, 0.97, 0.9, 1.15, 1.35};
  private static final double WEEKENDER = 1.8;
  private static final double BUSIEST = 1.35 * WEEKENDER;
  private static final double ANY_HOUR = 0.2;
  private static final double HOUR_SPREAD = 1.8;
  private static final double HOURS_IN_DAY = 24;

  /** Something due at a moment, about an item of an order. */
  record Appointment(
      Kind kind,
      long at,
      Goods good,
      String orderId,
      int device,
      int quantity,
      int discountPercent,
      double delight) {
    enum Kind {
      REPLENISH,
      REVIEW,
      REFUND
    }

    Appointment notBefore(long earliest) {
      return at >= earliest
          ? this
          : new Appointment(
              kind, earliest, good, orderId, device, quantity, discountPercent, delight);
    }
  }

  private final ShopperNature nature;
  private final Dice dice;
  private final List<Appointment> appointments = new ArrayList<>();
  private long nextHabit;

  Agenda(ShopperNature nature, Setting setting, Dice dice) {
    this.nature = nature;
    this.dice = dice;
    nextHabit = firstVisit(setting);
  }

  void add(Appointment appointment) {
    appointments.add(appointment);
  }

  long next(long earliest) {
    long due = earliestAppointment().map(Appointment::at).orElse(Long.MAX_VALUE);
    return Math.max(earliest, Math.min(nextHabit, due));
  }

  /**
   * What is due at or before {@code at}, taken off the agenda; empty if the shopper comes by habit.
   */
  Optional<Appointment> takeDue(long at) {
    Optional<Appointment> due =
        earliestAppointment().filter(first -> first.at() <= at && first.at() <= nextHabit);
    due.ifPresent(appointments::remove);
    return due.map(appointment -> appointment.notBefore(at));
  }

  /** Draws the next visit by habit, at least a session's gap after {@code lastSeen}. */
  void planHabit(long lastSeen, double eagerness) {
    double meanDays = 1 / (nature.visitsPerDay * eagerness * BUSIEST);
    long candidate = lastSeen;
    do {
      candidate += Moment.days(dice.exponential(meanDays)) + 1;
    } while (!dice.chance(weekdayWeight(candidate) / BUSIEST));
    long atHabitualHour = dayOf(candidate) + habitualHour();
    long earliest = lastSeen + Moment.SESSION_GAP;
    nextHabit =
        atHabitualHour >= earliest
            ? atHabitualHour
            : earliest + Moment.seconds(dice.exponential(3600));
  }

  private long firstVisit(Setting setting) {
    double days = setting.options().days();
    double after =
        nature.newcomer ? dice.between(0, days) : dice.exponential(1 / nature.visitsPerDay) % days;
    long day = dayOf(setting.start() + Moment.days(after));
    long at = day + habitualHour();
    return at >= setting.start() && at < setting.end() ? at : setting.start() + Moment.days(after);
  }

  private Optional<Appointment> earliestAppointment() {
    return appointments.stream().min(Comparator.comparingLong(Appointment::at));
  }

  private double weekdayWeight(long at) {
    DayOfWeek weekday = Instant.ofEpochMilli(at).atZone(ZoneOffset.UTC).getDayOfWeek();
    double weight = WEEKDAYS[weekday.getValue() - 1];
    return nature.weekender && weekday.compareTo(DayOfWeek.SATURDAY) >= 0
        ? weight * WEEKENDER
        : weight;
  }

  private static long dayOf(long at) {
    return Math.floorDiv(at, Moment.DAY) * Moment.DAY;
  }

  private long habitualHour() {
    double hour =
        dice.chance(ANY_HOUR)
            ? dice.between(7, 24)
            : nature.peakHour + HOUR_SPREAD * dice.gaussian();
    double wrapped = ((hour % HOURS_IN_DAY) + HOURS_IN_DAY) % HOURS_IN_DAY;
    return (long) (wrapped * Moment.HOUR);
  }
}
