package io.storeloop.campaign.statistic;

/** What the numbers of a shopper mean, by unit and place. */
public final class Columns {
  /** The unit of counts. */
  public static final String SHOPPER = "shopper";

  public static final int SHOPPERS = 0;
  public static final int DECISIONS = 1;
  public static final int EXPOSED = 2;
  public static final int CLICKED = 3;
  public static final int AFTER_EXPOSURE = 4;
  public static final int MIXED = 5;

  /** The unit of the goal. */
  public static final String GOAL = "goal";

  /** 1 or 0. */
  public static final int CONVERTED = 0;

  /** Events that reach the goal. */
  public static final int GOALS = 1;

  /** Purchases before the first decision. */
  public static final int PURCHASES_BEFORE = 2;

  /**
   * {@link #CONVERTED} by one over the chance of the group, as it is in the {@linkplain #weighted
   * weighted unit}, too: for processes of the release before that unit, and goes with them.
   */
  public static final int CONVERTED_WEIGHTED = 3;

  /** In every currency: price × quantity of what was bought inside the windows. */
  public static final int REVENUE = 0;

  /** Revenue less cost of the lines whose cost is known. */
  public static final int KNOWN_MARGIN = 1;

  /** Revenue of the lines whose cost is not known. */
  public static final int UNCOSTED = 2;

  /** Revenue before the first decision. */
  public static final int REVENUE_BEFORE = 3;

  /** {@link #REVENUE}, likewise. */
  public static final int REVENUE_WEIGHTED = 4;

  /**
   * In weighted units: one over the chance of the shopper's group. What is in column c of the unit
   * itself, by it, follows in c + 1.
   */
  public static final int WEIGHT = 0;

  /** How many columns of a unit are weighed. */
  static final int WEIGHED_MONEY = 4;

  static final int WEIGHED_GOAL = 3;

  /** In the weighted unit of the goal: 1. */
  public static final int CHANCE_KNOWN = 4;

  public static final int WEIGHTED_COLUMNS = 5;

  private static final String WEIGHTED = "weighted:";

  private Columns() {}

  /**
   * The unit, of {@link #GOAL} or a currency, whose rows are by one over the chance that the
   * shopper had of the group; only where that chance was not the same for all.
   */
  public static String weighted(String unit) {
    return WEIGHTED + unit;
  }

  /** Whether the unit is a currency. */
  public static boolean isCurrency(String unit) {
    return !unit.equals(SHOPPER) && !unit.equals(GOAL) && !unit.startsWith(WEIGHTED);
  }
}
