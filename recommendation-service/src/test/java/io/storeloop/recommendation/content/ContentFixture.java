package io.storeloop.recommendation.content;

import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.model.RecommendationModel;

/** New items found where no thread runs. */
public final class ContentFixture {
  private ContentFixture() {}

  /** No item is like another. */
  public static AlikeItems none() {
    return new AlikeItems(1);
  }

  /** What the catalogue holds now, as the model knows it. */
  public static AlikeItems alike(Catalogue catalogue, RecommendationModel model) {
    ContentProperties properties = ContentProperties.defaults();
    AlikeItems alike = new AlikeItems(properties.neighbours());
    ColdItems items = new ColdItems(catalogue, alike, properties);
    boolean more = true;
    while (more) {
      more = items.refresh(model);
    }
    return alike;
  }
}
