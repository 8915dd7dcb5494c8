package io.storeloop.profile.learning;

/** One way to learn, told apart from others by validation. */
public sealed interface Settings {
  Encoding.Style style();

  Family family();

  /** In words. */
  String text();

  /**
   * @param l2 how strongly weights are drawn to 0
   */
  record Logistic(Encoding.Style style, double l2) implements Settings {
    @Override
    public Family family() {
      return Family.LOGISTIC;
    }

    @Override
    public String text() {
      return "%s, l2 %s".formatted(style, l2);
    }
  }

  /** Trees side by side. */
  record Forest(Encoding.Style style, ForestSettings forest) implements Settings {
    @Override
    public Family family() {
      return Family.FOREST;
    }

    @Override
    public String text() {
      return "%s, %d trees, leaves of %d rows or more, %s of the columns tried"
          .formatted(
              style,
              forest.trees(),
              forest.leafRows(),
              forest.columnShare() == 0 ? "square root" : forest.columnShare());
    }
  }

  /** Trees one after the other. */
  record Boosting(Encoding.Style style, BoostingSettings boosting) implements Settings {
    @Override
    public Family family() {
      return Family.BOOSTING;
    }

    @Override
    public String text() {
      return "%s, %d trees of %d leaves of %d rows or more, shrinkage %s, subsample %s"
          .formatted(
              style,
              boosting.trees(),
              boosting.leaves(),
              boosting.leafRows(),
              boosting.shrinkage(),
              boosting.subsample());
    }
  }
}
