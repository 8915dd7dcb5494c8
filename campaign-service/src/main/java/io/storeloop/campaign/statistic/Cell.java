package io.storeloop.campaign.statistic;

import java.util.UUID;

/**
 * Where sums are kept.
 *
 * @param breakdown the name of one, or {@link #EVERYBODY}
 * @param arm the offer's id, or {@link #HOLDOUT}
 * @param unit {@link Columns#SHOPPER}, {@link Columns#GOAL}, or a currency
 */
public record Cell(UUID campaignId, String breakdown, String arm, String unit) {
  /** Breakdowns have names. */
  public static final String EVERYBODY = "";

  /** The holdout has no offer; offers' ids are never empty. */
  public static final String HOLDOUT = "";
}
