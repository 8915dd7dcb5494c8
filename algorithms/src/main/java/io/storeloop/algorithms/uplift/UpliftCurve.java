package io.storeloop.algorithms.uplift;

import java.util.stream.IntStream;

/**
 * What a ranking of users by expected uplift is worth, on users it was not learned from.
 *
 * <p>With the first share φ of the users treated, u(φ) is their treated rate minus their control
 * rate, each times the {@link GoalWorth worth} of the goal, and the gain per user of all is g(φ) =
 * φ u(φ). Random order gains φ u(1).
 *
 * <ul>
 *   <li>AUUC over random per customer = ∫₀¹ g(φ) dφ − u(1) / 2
 *   <li>Qini per customer = ∫₀¹ (q(φ) − φ q(1)) dφ, q(φ) = (Y_t(φ) − Y_c(φ) N_t(φ) / N_c(φ)) / N:
 *       incremental goals among the treated; about the treated share times the AUUC
 *   <li>uplift in the top = u(0.3), as an example
 * </ul>
 *
 * <p>Areas are trapezoids between the ends of runs of equal scores, so a constant score has an area
 * of 0 and the order of rows counts for nothing. A group nobody of which has come yet has rate 0.
 *
 * <p>Sources: Radcliffe, Using Control Groups to Target on Predicted Lift, 2007 (Qini); Rzepakowski
 * and Jaroszewicz, Decision Trees for Uplift Modeling, KAIS 32 (2012) (uplift curve); Gutierrez and
 * Gérardy, Causal Inference and Uplift Modelling, PMLR 67 (2017). Definitions differ between
 * libraries: compare only figures of one formula. Immutable.
 */
public final class UpliftCurve {
  /** Users, best first. */
  private final int[] order;

  /** By place: whether the next user has another score. */
  private final boolean[] ends;

  private final boolean[] treated;
  private final boolean[] outcomes;
  private final GoalWorth worth;

  /**
   * Ranks, each goal counting the same.
   *
   * @param scores by user, higher is earlier; what is not a number comes last
   * @throws IllegalArgumentException if lengths differ or there is nobody
   */
  public UpliftCurve(double[] scores, boolean[] treated, boolean[] outcomes) {
    this(scores, treated, outcomes, GoalWorth.ONE);
  }

  /**
   * Ranks.
   *
   * @param scores by user, higher is earlier; what is not a number comes last
   * @throws IllegalArgumentException if lengths differ or there is nobody
   */
  public UpliftCurve(double[] scores, boolean[] treated, boolean[] outcomes, GoalWorth worth) {
    int users = scores.length;
    if (users == 0 || treated.length != users || outcomes.length != users) {
      throw new IllegalArgumentException(
          "scores, treatments and outcomes need the same users, but were %d, %d and %d"
              .formatted(users, treated.length, outcomes.length));
    }
    double[] keys = new double[users];
    for (int user = 0; user < users; user++) {
      keys[user] = Double.isNaN(scores[user]) ? Double.NEGATIVE_INFINITY : scores[user];
    }
    order =
        IntStream.range(0, users)
            .boxed()
            .sorted((a, b) -> Double.compare(keys[b], keys[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    ends = new boolean[users];
    for (int place = 0; place < users; place++) {
      ends[place] = place == users - 1 || keys[order[place]] != keys[order[place + 1]];
    }
    this.treated = treated.clone();
    this.outcomes = outcomes.clone();
    this.worth = worth;
  }

  /**
   * The curve's figures, per customer.
   *
   * @param aucOverRandom AUUC over random
   * @param qini the Qini
   * @param top uplift among the first share asked for
   * @param all uplift among all
   */
  public record Figures(double aucOverRandom, double qini, double top, double all) {}

  public int size() {
    return order.length;
  }

  /**
   * The figures.
   *
   * @param share of the users that are the top, above 0 up to 1
   */
  public Figures figures(double share) {
    return figures(share, null);
  }

  /**
   * The figures had each user come so many times.
   *
   * @param times by user, 0 or more; null for once each
   */
  Figures figures(double share, int @org.jspecify.annotations.Nullable [] times) {
    double users = times == null ? order.length : IntStream.of(times).sum();
    Counts before = new Counts();
    Counts now = new Counts();
    double area = 0;
    double qiniArea = 0;
    double top = Double.NaN;
    for (int place = 0; place < order.length; place++) {
      int user = order[place];
      now.add(treated[user], outcomes[user], times == null ? 1 : times[user]);
      if (!ends[place]) {
        continue;
      }
      double width = (now.users - before.users) / users;
      area += width * (before.gain(users) + now.gain(users)) / 2;
      qiniArea += width * (before.qini(users) + now.qini(users)) / 2;
      if (Double.isNaN(top) && now.users >= share * users) {
        top = before.towards(now, share * users).uplift();
      }
      before.set(now);
    }
    return new Figures(
        area - now.uplift() / 2,
        qiniArea - now.qini(users) / 2,
        Double.isNaN(top) ? now.uplift() : top,
        now.uplift());
  }

  /** Who has come, as far as the curve has been followed. */
  private final class Counts {
    private double users;
    private double ofTreated;
    private double ofControl;
    private double treatedGoals;
    private double controlGoals;

    void add(boolean treated, boolean goal, double times) {
      users += times;
      ofTreated += treated ? times : 0;
      ofControl += treated ? 0 : times;
      treatedGoals += treated && goal ? times : 0;
      controlGoals += !treated && goal ? times : 0;
    }

    void set(Counts other) {
      users = other.users;
      ofTreated = other.ofTreated;
      ofControl = other.ofControl;
      treatedGoals = other.treatedGoals;
      controlGoals = other.controlGoals;
    }

    /** Between here and there, where so many users have come. */
    Counts towards(Counts other, double wanted) {
      double part = other.users == users ? 1 : (wanted - users) / (other.users - users);
      Counts between = new Counts();
      between.users = wanted;
      between.ofTreated = ofTreated + part * (other.ofTreated - ofTreated);
      between.ofControl = ofControl + part * (other.ofControl - ofControl);
      between.treatedGoals = treatedGoals + part * (other.treatedGoals - treatedGoals);
      between.controlGoals = controlGoals + part * (other.controlGoals - controlGoals);
      return between;
    }

    double uplift() {
      return (ofTreated == 0 ? 0 : worth.withTreatment() * treatedGoals / ofTreated)
          - (ofControl == 0 ? 0 : worth.without() * controlGoals / ofControl);
    }

    double gain(double all) {
      return users / all * uplift();
    }

    double qini(double all) {
      double control = ofControl == 0 ? 0 : worth.without() * controlGoals * ofTreated / ofControl;
      return (worth.withTreatment() * treatedGoals - control) / all;
    }
  }
}
