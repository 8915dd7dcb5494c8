package io.storeloop.algorithms.tuning;

import io.storeloop.algorithms.scoring.ItemScorer;
import java.util.List;

/**
 * What a {@link Reranker} is made of, to be kept and made again.
 *
 * @param parts of the blend, each already learnt
 * @param blend weight of each part, 0 for parts heard for the order only
 * @param facts of the items, {@link #FACTS} each
 * @param order the learnt weights of the order
 * @param typical highest score a history typically gets from the first part
 * @param repeats whether items of the history are candidates
 */
public record LearntOrder(
    List<ItemScorer> parts,
    double[] blend,
    float[] facts,
    double[] order,
    double typical,
    boolean repeats) {
  /** Facts of one item. */
  public static final int FACTS = ItemFacts.COUNT;

  /**
   * @throws IllegalArgumentException if the parts do not fit together
   */
  public LearntOrder {
    parts = List.copyOf(parts);
    boolean fits =
        !parts.isEmpty()
            && blend.length == parts.size()
            && order.length == Reranker.featureCount(parts.size())
            && typical > 0;
    for (ItemScorer part : parts) {
      fits &= (long) part.itemCount() * FACTS == facts.length;
    }
    if (!fits) {
      throw new IllegalArgumentException("the parts of a learnt order do not fit together");
    }
  }

  public Reranker scorer() {
    return new Reranker(parts, blend, ItemFacts.of(facts), order, typical, repeats);
  }
}
