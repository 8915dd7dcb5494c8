package io.storeloop.algorithms.lifetime;

/** Normal priors of logarithms of parameters. */
final class Prior {
  private Prior() {}

  /** Minus the logarithm of its density, but for a constant, times its weight. */
  static double cost(double[] logs, double[] medians, double[] deviations, double weight) {
    double cost = 0;
    for (int i = 0; i < logs.length; i++) {
      double z = (logs[i] - medians[i]) / deviations[i];
      cost += weight * z * z / 2;
    }
    return cost;
  }

  static double[] logs(double... values) {
    double[] logs = values.clone();
    for (int i = 0; i < logs.length; i++) {
      logs[i] = Math.log(logs[i]);
    }
    return logs;
  }
}
