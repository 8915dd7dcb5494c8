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

  /** {@link #CONVERTED} by the chance of the group. */
  public static final int CONVERTED_WEIGHTED = 3;

  /** In every currency: price × quantity of what was bought inside the windows. */
  public static final int REVENUE = 0;

  /** Revenue less cost of the lines whose cost is known. */
  public static final int KNOWN_MARGIN = 1;

  /** Revenue of the lines whose cost is not known. */
  public static final int UNCOSTED = 2;

  /** Revenue before the first decision. */
  public static final int REVENUE_BEFORE = 3;

  /** {@link #REVENUE} by the chance of the group. */
  public static final int REVENUE_WEIGHTED = 4;

  private Columns() {}
}
