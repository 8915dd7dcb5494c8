package io.storeloop.recommendation.model;

import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.algorithms.similarity.PersonalScorer;
import io.storeloop.recommendation.popularity.Popularity;

/**
 * What one training run learnt: which items go together, and what is popular. Immutable; a request
 * works with one model from beginning to end.
 *
 * <p>The model counts its items in an order of its own (by item id, so that equal logs give equal
 * models); it translates from and to the catalogue's indexes. An item that came after the training
 * is unknown to it.
 */
public final class RecommendationModel {
  /** Before the first training: nothing goes together, nothing is popular. */
  public static final RecommendationModel UNTRAINED =
      new RecommendationModel(
          "",
          new int[0],
          new int[0],
          new Neighbours(new int[] {0}, new int[0], new float[0]),
          Popularity.none());

  private final String version;
  private final int[] catalogueByModel;
  private final int[] modelByCatalogue;
  private final Neighbours neighbours;
  private final PersonalScorer scorer;
  private final Popularity popularity;

  /**
   * Takes over the arrays.
   *
   * @param catalogueByModel the catalogue index of every item of the model
   * @param modelByCatalogue the reverse; -1 for items the model does not know
   */
  RecommendationModel(
      String version,
      int[] catalogueByModel,
      int[] modelByCatalogue,
      Neighbours neighbours,
      Popularity popularity) {
    this.version = version;
    this.catalogueByModel = catalogueByModel;
    this.modelByCatalogue = modelByCatalogue;
    this.neighbours = neighbours;
    this.scorer = new PersonalScorer(neighbours);
    this.popularity = popularity;
  }

  /** Empty before the first training. */
  public String version() {
    return version;
  }

  public boolean trained() {
    return this != UNTRAINED;
  }

  /** The catalogue's index of one of the model's items. */
  public int catalogueItem(int modelItem) {
    return catalogueByModel[modelItem];
  }

  /** The model's index of a catalogue item, or -1. */
  public int modelItem(int catalogueItem) {
    return catalogueItem < modelByCatalogue.length ? modelByCatalogue[catalogueItem] : -1;
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
}
