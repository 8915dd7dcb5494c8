package io.storeloop.recommendation.model;

import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.algorithms.similarity.PersonalScorer;
import io.storeloop.recommendation.popularity.Popularity;

/**
 * What one training run learnt, as a bundle that a request works with from beginning to end. Two
 * parts: what must prove itself before it serves (which items go together), and counts that need no
 * proof (what is popular). Immutable.
 *
 * <p>The learnt part counts its items in an order of its own; the model translates from and to the
 * catalogue's indexes. An item that came after the training is unknown to it.
 */
public final class RecommendationModel {
  /** Before the first training: nothing goes together, nothing is popular. */
  public static final RecommendationModel UNTRAINED =
      new RecommendationModel(
          "", Proof.UNPROVEN, ModelItems.NONE, nothingTogether(), Popularity.none());

  private final String version;
  private final Proof proof;
  private final ModelItems items;
  private final Neighbours neighbours;
  private final PersonalScorer scorer;
  private final Popularity popularity;

  RecommendationModel(
      String version, Proof proof, ModelItems items, Neighbours neighbours, Popularity popularity) {
    this.version = version;
    this.proof = proof;
    this.items = items;
    this.neighbours = neighbours;
    this.scorer = new PersonalScorer(neighbours);
    this.popularity = popularity;
  }

  private static Neighbours nothingTogether() {
    return new Neighbours(new int[] {0}, new int[0], new float[0]);
  }

  /** Empty before the first training. */
  public String version() {
    return version;
  }

  public boolean trained() {
    return this != UNTRAINED;
  }

  /** Whether its personal lists are known to be worth showing. */
  public Proof proof() {
    return proof;
  }

  /** The catalogue's index of one of the model's items. */
  public int catalogueItem(int modelItem) {
    return items.catalogueItem(modelItem);
  }

  /** The model's index of a catalogue item, or -1. */
  public int modelItem(int catalogueItem) {
    return items.modelItem(catalogueItem);
  }

  /** Counts in the model's own item indexes. */
  public Neighbours neighbours() {
    return neighbours;
  }

  /** Counts in the model's own item indexes. */
  public PersonalScorer scorer() {
    return scorer;
  }

  /** Counts in the catalogue's indexes. */
  public Popularity popularity() {
    return popularity;
  }

  ModelItems items() {
    return items;
  }

  /** The same, judged. */
  RecommendationModel judged(Proof found) {
    return new RecommendationModel(version, found, items, neighbours, popularity);
  }

  /** The same learnt part beside newer counts. */
  RecommendationModel withCountsOf(RecommendationModel newer) {
    return new RecommendationModel(version, proof, items, neighbours, newer.popularity);
  }

  /**
   * The counts alone, under the version {@code counts-…}: what serves when nothing that was learnt
   * has proven itself.
   */
  RecommendationModel countsOnly() {
    return new RecommendationModel(
        "counts-" + version, Proof.REJECTED, ModelItems.NONE, nothingTogether(), popularity);
  }
}
