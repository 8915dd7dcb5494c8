package io.storeloop.algorithms.tuning;

/** How one model did on what was kept back: per user asked, and on average. */
final class Judgement {
  final double[] goals;
  final double[] hits;
  final double[] ndcgs;

  Judgement(int users) {
    goals = new double[users];
    hits = new double[users];
    ndcgs = new double[users];
  }

  /** The same model judged by the first users only. */
  Judgement first(int users) {
    var shorter = new Judgement(users);
    System.arraycopy(goals, 0, shorter.goals, 0, users);
    System.arraycopy(hits, 0, shorter.hits, 0, users);
    System.arraycopy(ndcgs, 0, shorter.ndcgs, 0, users);
    return shorter;
  }

  int users() {
    return goals.length;
  }

  double goal() {
    return mean(goals);
  }

  double hitRate() {
    return mean(hits);
  }

  double ndcg() {
    return mean(ndcgs);
  }

  /** Whether this is better by more than that many standard errors of the difference per user. */
  boolean beats(Judgement other, double standardErrors) {
    int n = goals.length;
    double difference = goal() - other.goal();
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double deviation = goals[i] - other.goals[i] - difference;
      squares += deviation * deviation;
    }
    double error = Math.sqrt(squares / Math.max(1, n - 1) / Math.max(1, n));
    return difference > standardErrors * error && difference > 0;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }
}
