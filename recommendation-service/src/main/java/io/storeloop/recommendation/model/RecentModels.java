package io.storeloop.recommendation.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The models that answered before, so that going back needs no reading. Thread-safe. */
final class RecentModels {
  private final Map<String, RecommendationModel> models;

  RecentModels(int limit) {
    models =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, RecommendationModel> eldest) {
            return size() > limit;
          }
        };
  }

  /** Keeps a model that is on record; counts alone are not. */
  synchronized void keep(RecommendationModel model) {
    if (model.trained() && model.proof() != Proof.REJECTED) {
      models.remove(model.version());
      models.put(model.version(), model.withoutSessions());
    }
  }

  synchronized @Nullable RecommendationModel find(String version) {
    return models.get(version);
  }

  synchronized void clear() {
    models.clear();
  }
}
