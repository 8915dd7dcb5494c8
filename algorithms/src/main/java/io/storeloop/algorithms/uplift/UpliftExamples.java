package io.storeloop.algorithms.uplift;

/**
 * Users of a randomised experiment with what was known before it.
 *
 * @param features users × {@code featureCount}, flat
 * @param featureCount 1 or more
 * @param treated by user; who was not is a control
 * @param outcomes by user: whether the goal was reached
 * @param worth of the goal
 */
@SuppressWarnings("ArrayRecordComponent") // columns of a table, compared by nobody
public record UpliftExamples(
    float[] features, int featureCount, boolean[] treated, boolean[] outcomes, GoalWorth worth) {

  /** Every goal counts the same. */
  public UpliftExamples(float[] features, int featureCount, boolean[] treated, boolean[] outcomes) {
    this(features, featureCount, treated, outcomes, GoalWorth.ONE);
  }

  /** Refuses columns of different length. */
  public UpliftExamples {
    boolean fits =
        featureCount >= 1
            && treated.length == outcomes.length
            && features.length == (long) treated.length * featureCount;
    if (!fits) {
      throw new IllegalArgumentException(
          "%d users need as many outcomes and %d features each, but had %d and %d in all"
              .formatted(treated.length, featureCount, outcomes.length, features.length));
    }
  }

  public int size() {
    return treated.length;
  }

  /** Some of the users, in the order given. */
  public UpliftExamples of(int[] users) {
    float[] rows = new float[users.length * featureCount];
    boolean[] some = new boolean[users.length];
    boolean[] results = new boolean[users.length];
    for (int i = 0; i < users.length; i++) {
      System.arraycopy(features, users[i] * featureCount, rows, i * featureCount, featureCount);
      some[i] = treated[users[i]];
      results[i] = outcomes[users[i]];
    }
    return new UpliftExamples(rows, featureCount, some, results, worth);
  }

  /** Those treated, or those not. */
  UpliftExamples group(boolean ofTreated) {
    int count = 0;
    for (boolean is : treated) {
      count += is == ofTreated ? 1 : 0;
    }
    int[] users = new int[count];
    int next = 0;
    for (int user = 0; user < treated.length; user++) {
      if (treated[user] == ofTreated) {
        users[next++] = user;
      }
    }
    return of(users);
  }

  /** The share of users that were treated, in [0, 1]. */
  double treatedShare() {
    int count = 0;
    for (boolean is : treated) {
      count += is ? 1 : 0;
    }
    return (double) count / Math.max(1, treated.length);
  }
}
