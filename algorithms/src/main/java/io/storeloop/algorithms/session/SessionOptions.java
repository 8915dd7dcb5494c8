package io.storeloop.algorithms.session;

/**
 * How {@link SessionScorer} finds sessions like the present one and what it takes from them; see
 * there for the formula.
 *
 * @param neighbours k: most sessions that have a say, the most similar ones; 1 to {@link
 *     #MAX_NEIGHBOURS}
 * @param newestSessions m: most sessions looked at for each item, the newest; 1 to {@link
 *     #MAX_NEWEST_SESSIONS}
 * @param queryItems N: how many different items of the present session count, the latest; 1 to
 *     {@link #MAX_QUERY_ITEMS}
 * @param queryDecay q: how an item of the present session fades with the clicks after it (STAN's
 *     factor 1)
 * @param ageDecay a: how a session fades with the number of newer sessions of the same item: what
 *     follows an item changes with the season
 * @param matchDecay f: how a neighbour fades with the clicks since the latest item it shares
 * @param placeDecay p: how an item of a neighbour fades with its distance from the shared item
 *     (STAN's factor 3)
 * @param backward factor for items that a neighbour holds before the shared item, 0 to 1
 * @param lengthExponent e: a neighbour of n clicks is divided by n^e, 0 to 1; ½ is the cosine's
 * @param idfWeight w: how much a rare item gains: 1 + w · ln(sessions / sessions with the item); 0
 *     to {@link #MAX_IDF_WEIGHT}
 * @param currentWeight factor for the item looked at now, 0 to {@link #MAX_REPEAT_WEIGHT}; 0 never
 *     recommends it
 * @param seenWeight factor for the other items of the present session, 0 to {@link
 *     #MAX_REPEAT_WEIGHT}; 0 never recommends them
 */
public record SessionOptions(
    int neighbours,
    int newestSessions,
    int queryItems,
    Decay queryDecay,
    Decay ageDecay,
    Decay matchDecay,
    Decay placeDecay,
    double backward,
    double lengthExponent,
    double idfWeight,
    double currentWeight,
    double seenWeight) {

  public static final int MAX_NEIGHBOURS = 100_000;
  public static final int MAX_NEWEST_SESSIONS = 100_000;
  public static final int MAX_QUERY_ITEMS = 256;
  public static final double MAX_IDF_WEIGHT = 1_000;
  public static final double MAX_REPEAT_WEIGHT = 10;

  /**
   * Refuses values outside the ranges above with an {@link IllegalArgumentException} that names the
   * option.
   */
  public SessionOptions {
    requireRange("neighbours", neighbours, 1, MAX_NEIGHBOURS);
    requireRange("newestSessions", newestSessions, 1, MAX_NEWEST_SESSIONS);
    requireRange("queryItems", queryItems, 1, MAX_QUERY_ITEMS);
    requireRange("backward", backward, 0, 1);
    requireRange("lengthExponent", lengthExponent, 0, 1);
    requireRange("idfWeight", idfWeight, 0, MAX_IDF_WEIGHT);
    requireRange("currentWeight", currentWeight, 0, MAX_REPEAT_WEIGHT);
    requireRange("seenWeight", seenWeight, 0, MAX_REPEAT_WEIGHT);
  }

  /** Plain session neighbours by cosine (Jannach and Ludewig 2017): no decay at all. */
  public static SessionOptions sknn() {
    return new SessionOptions(
        100, 1_000, 100, Decay.none(), Decay.none(), Decay.none(), Decay.none(), 1, 0.5, 0, 1, 1);
  }

  /** Recent clicks count more, rare items too (Ludewig and Jannach 2018): V-SKNN. */
  public static SessionOptions vsknn() {
    return new SessionOptions(
        500,
        5_000,
        100,
        Decay.hyperbolic(1),
        Decay.none(),
        Decay.linear(10),
        Decay.none(),
        1,
        0,
        5,
        1,
        1);
  }

  /** Sequence aware neighbours (Garg et al. 2019), without the age of a session. */
  public static SessionOptions stan() {
    return new SessionOptions(
        500,
        5_000,
        100,
        Decay.exponential(1.2),
        Decay.none(),
        Decay.none(),
        Decay.exponential(5),
        1,
        0.5,
        0,
        1,
        1);
  }

  /** STAN's decays with V-SKNN's decay of the match and weight of the rare. */
  public static SessionOptions vstan() {
    return new SessionOptions(
        1_500,
        5_000,
        100,
        Decay.exponential(2),
        Decay.none(),
        Decay.exponential(4),
        Decay.exponential(5),
        1,
        0.5,
        5,
        1,
        1);
  }

  /**
   * STAN's decays with a preference for new sessions and a lower place for the item looked at now:
   * where to start before a shop has been tuned.
   */
  public static SessionOptions seasonal() {
    return new SessionOptions(
        500,
        1_000,
        100,
        Decay.exponential(20),
        Decay.hyperbolic(20),
        Decay.exponential(1.4),
        Decay.hyperbolic(1),
        0.7,
        0.5,
        5,
        0.4,
        1);
  }

  /**
   * VMIS-kNN as Serenade serves it (Kersbergen et al. 2022): linear decays, current item left out.
   */
  public static SessionOptions serenade() {
    return new SessionOptions(
        100,
        500,
        10,
        Decay.linear(10),
        Decay.none(),
        Decay.linear(10),
        Decay.none(),
        1,
        0,
        1,
        0,
        1);
  }

  /** The factor for an item of the present session that had this many clicks after it. */
  double repeatWeight(int distance) {
    return distance == 0 ? currentWeight : seenWeight;
  }

  /** Starts other options from these. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  private static void requireRange(String option, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          "%s must be between %s and %s, but was %s".formatted(option, min, max, value));
    }
  }

  /** Changes some options of given ones. Not thread-safe. */
  public static final class Builder {
    private int neighbours;
    private int newestSessions;
    private int queryItems;
    private Decay queryDecay;
    private Decay ageDecay;
    private Decay matchDecay;
    private Decay placeDecay;
    private double backward;
    private double lengthExponent;
    private double idfWeight;
    private double currentWeight;
    private double seenWeight;

    private Builder(SessionOptions options) {
      neighbours = options.neighbours;
      newestSessions = options.newestSessions;
      queryItems = options.queryItems;
      queryDecay = options.queryDecay;
      ageDecay = options.ageDecay;
      matchDecay = options.matchDecay;
      placeDecay = options.placeDecay;
      backward = options.backward;
      lengthExponent = options.lengthExponent;
      idfWeight = options.idfWeight;
      currentWeight = options.currentWeight;
      seenWeight = options.seenWeight;
    }

    public Builder neighbours(int value) {
      neighbours = value;
      return this;
    }

    public Builder newestSessions(int value) {
      newestSessions = value;
      return this;
    }

    public Builder queryItems(int value) {
      queryItems = value;
      return this;
    }

    public Builder queryDecay(Decay value) {
      queryDecay = value;
      return this;
    }

    public Builder ageDecay(Decay value) {
      ageDecay = value;
      return this;
    }

    public Builder matchDecay(Decay value) {
      matchDecay = value;
      return this;
    }

    public Builder placeDecay(Decay value) {
      placeDecay = value;
      return this;
    }

    public Builder backward(double value) {
      backward = value;
      return this;
    }

    public Builder lengthExponent(double value) {
      lengthExponent = value;
      return this;
    }

    public Builder idfWeight(double value) {
      idfWeight = value;
      return this;
    }

    public Builder currentWeight(double value) {
      currentWeight = value;
      return this;
    }

    public Builder seenWeight(double value) {
      seenWeight = value;
      return this;
    }

    public SessionOptions build() {
      return new SessionOptions(
          neighbours,
          newestSessions,
          queryItems,
          queryDecay,
          ageDecay,
          matchDecay,
          placeDecay,
          backward,
          lengthExponent,
          idfWeight,
          currentWeight,
          seenWeight);
    }
  }
}
