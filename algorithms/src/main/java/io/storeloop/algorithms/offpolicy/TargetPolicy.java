package io.storeloop.algorithms.offpolicy;

/** Another way of choosing, whose value is asked for. */
@FunctionalInterface
public interface TargetPolicy {
  /** How likely it takes the action where it is asked, in [0, 1]; adds up to 1 over the actions. */
  double probability(int context, int action);

  /** Each action as likely as the others. */
  static TargetPolicy uniform(int actions) {
    return (context, action) -> 1.0 / actions;
  }
}
