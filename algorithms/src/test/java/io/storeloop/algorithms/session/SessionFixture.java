package io.storeloop.algorithms.session;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Visits to a small shop. */
final class SessionFixture {
  static final int SHOES = 0;
  static final int SOCKS = 1;
  static final int HAT = 2;
  static final int SCARF = 3;
  static final int GLOVES = 4;

  private SessionFixture() {}

  /** Four visits, the oldest first. */
  static Sessions fourVisits() {
    return Sessions.builder(5)
        .add(SHOES, SOCKS, HAT)
        .add(SOCKS, HAT)
        .add(SHOES, HAT, SCARF)
        .add(SCARF, GLOVES)
        .build();
  }

  /** Random visits of 1 to {@code maxLength} clicks, low items more often, repeats included. */
  static List<int[]> randomVisits(
      int count, int itemCount, int maxLength, SplittableRandom random) {
    List<int[]> visits = new ArrayList<>();
    for (int visit = 0; visit < count; visit++) {
      visits.add(randomVisit(itemCount, maxLength, random));
    }
    return visits;
  }

  static int[] randomVisit(int itemCount, int maxLength, SplittableRandom random) {
    int[] items = new int[1 + random.nextInt(maxLength)];
    for (int i = 0; i < items.length; i++) {
      items[i] = randomItem(itemCount, random);
    }
    return items;
  }

  static int randomItem(int itemCount, SplittableRandom random) {
    return (int) (itemCount * Math.pow(random.nextDouble(), 2));
  }

  /** Visits that stroll along shelves of 20 items and now and then go to another. */
  static Sessions strolls(int count, int itemCount, SplittableRandom random) {
    var builder = Sessions.builder(itemCount);
    for (int visit = 0; visit < count; visit++) {
      builder.add(stroll(itemCount, random));
    }
    return builder.build();
  }

  static int[] stroll(int itemCount, SplittableRandom random) {
    int[] items = new int[2 + random.nextInt(7)];
    int shelf = randomItem(itemCount / 20, random);
    for (int place = 0; place < items.length; place++) {
      items[place] = shelf * 20 + randomItem(20, random);
      shelf = random.nextInt(4) == 0 ? randomItem(itemCount / 20, random) : shelf;
    }
    return items;
  }

  static Sessions sessionsOf(List<int[]> visits, int itemCount) {
    var builder = Sessions.builder(itemCount);
    visits.forEach(builder::add);
    return builder.build();
  }
}
