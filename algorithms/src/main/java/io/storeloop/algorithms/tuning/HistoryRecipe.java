package io.storeloop.algorithms.tuning;

import io.storeloop.algorithms.scoring.BlendedScorer;
import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.similarity.AgainScorer;
import io.storeloop.algorithms.similarity.CooccurrenceKernel;
import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.storeloop.algorithms.similarity.EaseOptions;
import io.storeloop.algorithms.similarity.EaseScorer;
import io.storeloop.algorithms.similarity.KernelScorer;
import io.storeloop.algorithms.similarity.PopularityScorer;
import io.storeloop.algorithms.similarity.Recency;
import io.storeloop.algorithms.similarity.UserNeighboursOptions;
import io.storeloop.algorithms.similarity.UserNeighboursScorer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A model before it has learnt: its family and all its settings. The same recipe, histories and
 * number of items give the same model, so a shop may search once and learn anew every night.
 */
public sealed interface HistoryRecipe {
  /** Short name of the family, such as {@code kernel} or {@code ease}. */
  String family();

  /** The settings by name, numbers and words only, for a report. */
  LinkedHashMap<String, Object> settings();

  /**
   * Learns the model.
   *
   * @throws InterruptedException if the caller is interrupted; the work is given up
   */
  ItemScorer fit(Histories histories, int threads) throws InterruptedException;

  /** A form of the co-occurrence kernel. */
  record Kernel(String family, CooccurrenceOptions options, Recency recency)
      implements HistoryRecipe {
    @Override
    public LinkedHashMap<String, Object> settings() {
      var settings = new LinkedHashMap<String, Object>();
      settings.put("userDamping", options.userDamping());
      settings.put("sourceExponent", options.sourceExponent());
      settings.put("targetExponent", options.targetExponent());
      settings.put("shrink", options.shrink());
      settings.put("gapDecay", options.gapDecay());
      settings.put("backward", options.backward());
      settings.put("window", options.window());
      settings.put("neighbourLimit", options.neighbourLimit());
      settings.put("maxUserItems", options.maxUserItems());
      putRecency(settings, recency);
      return settings;
    }

    @Override
    public ItemScorer fit(Histories histories, int threads) throws InterruptedException {
      return new KernelScorer(
          CooccurrenceKernel.build(histories.toMatrix(), options, threads), recency);
    }
  }

  /** Exact EASE^R, for small catalogues. */
  record Ease(EaseOptions options, Recency recency) implements HistoryRecipe {
    @Override
    public String family() {
      return "ease";
    }

    @Override
    public LinkedHashMap<String, Object> settings() {
      var settings = new LinkedHashMap<String, Object>();
      settings.put("regularisation", options.regularisation());
      settings.put("maxUserItems", options.maxUserItems());
      putRecency(settings, recency);
      return settings;
    }

    @Override
    public ItemScorer fit(Histories histories, int threads) throws InterruptedException {
      return EaseScorer.learn(histories.toMatrix(), options, recency, threads);
    }
  }

  /** User-based collaborative filtering. */
  record UserNeighbours(UserNeighboursOptions options, Recency recency) implements HistoryRecipe {
    @Override
    public String family() {
      return "userNeighbours";
    }

    @Override
    public LinkedHashMap<String, Object> settings() {
      var settings = new LinkedHashMap<String, Object>();
      settings.put("itemDamping", options.itemDamping());
      settings.put("lengthExponent", options.lengthExponent());
      settings.put("neighbourLimit", options.neighbourLimit());
      putRecency(settings, recency);
      return settings;
    }

    @Override
    public ItemScorer fit(Histories histories, int threads) {
      return new UserNeighboursScorer(histories.toMatrix(), options, recency);
    }
  }

  /** The most chosen items, the same for everybody. */
  record Popularity() implements HistoryRecipe {
    @Override
    public String family() {
      return "popularity";
    }

    @Override
    public LinkedHashMap<String, Object> settings() {
      return new LinkedHashMap<>();
    }

    @Override
    public ItemScorer fit(Histories histories, int threads) {
      return new PopularityScorer(histories.toMatrix());
    }
  }

  /** The history itself once more. */
  record Again(Recency recency) implements HistoryRecipe {
    @Override
    public String family() {
      return "again";
    }

    @Override
    public LinkedHashMap<String, Object> settings() {
      var settings = new LinkedHashMap<String, Object>();
      putRecency(settings, recency);
      return settings;
    }

    @Override
    public ItemScorer fit(Histories histories, int threads) {
      return new AgainScorer(histories.itemCount(), recency);
    }
  }

  /** A weighted sum of others, each divided by its highest score. */
  record Blend(List<HistoryRecipe> parts, List<Double> weights) implements HistoryRecipe {
    public Blend {
      parts = List.copyOf(parts);
      weights = List.copyOf(weights);
    }

    @Override
    public String family() {
      return "blend";
    }

    @Override
    public LinkedHashMap<String, Object> settings() {
      var settings = new LinkedHashMap<String, Object>();
      for (int part = 0; part < parts.size(); part++) {
        String name = parts.get(part).family();
        settings.put(name + ".weight", weights.get(part));
        parts
            .get(part)
            .settings()
            .forEach((setting, value) -> settings.put(name + "." + setting, value));
      }
      return settings;
    }

    @Override
    public ItemScorer fit(Histories histories, int threads) throws InterruptedException {
      List<ItemScorer> scorers = new ArrayList<>();
      for (HistoryRecipe part : parts) {
        scorers.add(part.fit(histories, threads));
      }
      return new BlendedScorer(
          scorers, weights.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  private static void putRecency(LinkedHashMap<String, Object> settings, Recency recency) {
    settings.put("fading", recency.fading());
    settings.put("latest", recency.latest());
  }
}
