package io.storeloop.algorithms.session;

/**
 * Finds the sessions that resemble the present one: every item of it, the latest first, adds its
 * weight to the newest sessions that hold it. The first half of {@link SessionScorer}.
 */
final class Neighbourhood {
  /** Distances and lengths with a factor of their own; beyond the last one counts. */
  static final int TABLE = 1_024;

  private final SessionOptions options;
  private final float[] queryFactors;
  private final float[] ageFactors;
  private final float[] lengthFactors;

  Neighbourhood(SessionOptions options) {
    this.options = options;
    queryFactors = options.queryDecay().table(TABLE);
    ageFactors = options.ageDecay().table(options.newestSessions());
    lengthFactors = new float[TABLE];
    for (int length = 1; length < TABLE; length++) {
      lengthFactors[length] = (float) Math.pow(length, -options.lengthExponent());
    }
  }

  /** Leaves the query and its neighbours in the scratch. */
  void find(SessionIndex index, int[] items, int size, SessionScratch scratch) {
    scratch.clear();
    scratch.fit(index, options.queryItems());
    takeQuery(index, items, size, scratch);
    int met = meet(index, scratch);
    weigh(index, met, scratch);
    if (met > options.neighbours()) {
      Selection.largestFirst(scratch.neighbours, met, options.neighbours());
    }
    scratch.neighbourCount = Math.min(met, options.neighbours());
  }

  float queryFactor(int distance) {
    return queryFactors[Math.min(distance, TABLE - 1)];
  }

  float lengthFactor(int length) {
    return lengthFactors[Math.min(length, TABLE - 1)];
  }

  private void takeQuery(SessionIndex index, int[] items, int size, SessionScratch scratch) {
    for (int i = size - 1; i >= 0 && scratch.queryCount < options.queryItems(); i--) {
      int item = items[i];
      if (item < index.itemCount() && scratch.queryPlaces[item] == 0) {
        scratch.queryItems[scratch.queryCount] = item;
        scratch.queryDistances[scratch.queryCount] = size - 1 - i;
        scratch.queryPlaces[item] = ++scratch.queryCount;
      }
    }
  }

  private int meet(SessionIndex index, SessionScratch scratch) {
    float[] similarities = scratch.similarities;
    int[] met = scratch.met;
    int first = index.firstPaged();
    int count = 0;
    for (int place = 0; place < scratch.queryCount; place++) {
      float weight = queryFactor(scratch.queryDistances[place]);
      if (weight > 0) {
        int[] sessions = index.posting(scratch.queryItems[place]);
        int oldest = Math.max(0, sessions.length - options.newestSessions());
        for (int i = sessions.length - 1; i >= oldest; i--) {
          int session = sessions[i] - first;
          float before = similarities[session];
          float after = before + weight * ageFactors[sessions.length - 1 - i];
          met[count] = session << 8 | place; // counted or not: a branch here would be a guess
          count += before == 0 && after > 0 ? 1 : 0;
          similarities[session] = after;
        }
        scratch.work += sessions.length - oldest;
      }
    }
    return count;
  }

  private void weigh(SessionIndex index, int met, SessionScratch scratch) {
    SessionPage[] pages = index.pages();
    boolean byLength = options.lengthExponent() > 0;
    for (int i = 0; i < met; i++) {
      int session = scratch.met[i] >>> 8;
      float similarity = scratch.similarities[session];
      scratch.similarities[session] = 0;
      if (byLength) {
        SessionPage page = pages[session >> SessionPage.SHIFT];
        similarity *= lengthFactor(page.length(session & SessionPage.MASK));
      }
      scratch.neighbours[i] =
          (long) Float.floatToRawIntBits(similarity) << 32 | scratch.met[i] & 0xffffffffL;
    }
  }
}
