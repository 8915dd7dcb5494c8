package io.storeloop.algorithms.similarity;

import java.util.List;

/**
 * An item with its score and the reasons that make the score up.
 *
 * @param score unitless, for ordering only; 0 if nothing in the history speaks for the item
 * @param contributions one per item of the history that speaks for this one, in the order of the
 *     history; adding their amounts one after another gives exactly {@code score}, to the bit
 */
public record ScoredItem(int item, double score, List<Contribution> contributions) {

  public ScoredItem {
    contributions = List.copyOf(contributions);
  }

  /**
   * The share of the score that the contribution makes up, in (0, 1]; the shares of an item add up
   * to 1.
   */
  public double share(Contribution contribution) {
    return contribution.amount() / score;
  }

  /**
   * What one item of the history adds.
   *
   * @param historyItem the item the user dealt with
   * @param amount its weight in the history times its similarity to the scored item, above 0
   */
  public record Contribution(int historyItem, double amount) {}
}
