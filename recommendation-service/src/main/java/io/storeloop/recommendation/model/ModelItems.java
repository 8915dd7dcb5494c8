package io.storeloop.recommendation.model;

import java.util.Arrays;

/**
 * The items one model knows, in its own order (by item id, so that equal logs give equal models),
 * with the way to the catalogue's indexes and back. Immutable.
 */
final class ModelItems {
  static final ModelItems NONE = new ModelItems(new int[0]);

  private static final int UNKNOWN = -1;

  private final int[] catalogueByModel;
  private final int[] modelByCatalogue;

  /** Takes over the array: the catalogue index of every item of the model, each once. */
  ModelItems(int[] catalogueByModel) {
    this.catalogueByModel = catalogueByModel;
    this.modelByCatalogue = new int[Arrays.stream(catalogueByModel).max().orElse(UNKNOWN) + 1];
    Arrays.fill(modelByCatalogue, UNKNOWN);
    for (int item = 0; item < catalogueByModel.length; item++) {
      modelByCatalogue[catalogueByModel[item]] = item;
    }
  }

  int count() {
    return catalogueByModel.length;
  }

  int catalogueItem(int modelItem) {
    return catalogueByModel[modelItem];
  }

  /** Or -1 for an item that the model does not know. */
  int modelItem(int catalogueItem) {
    return catalogueItem < modelByCatalogue.length ? modelByCatalogue[catalogueItem] : UNKNOWN;
  }
}
