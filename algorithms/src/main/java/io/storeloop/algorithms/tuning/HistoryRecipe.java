package io.storeloop.algorithms.tuning;

import io.storeloop.algorithms.scoring.BlendedScorer;
import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.scoring.UnseenScorer;
import io.storeloop.algorithms.similarity.AgainScorer;
import io.storeloop.algorithms.similarity.CooccurrenceKernel;
import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.storeloop.algorithms.similarity.EaseOptions;
import io.storeloop.algorithms.similarity.EaseScorer;
import io.storeloop.algorithms.similarity.KernelScorer;
import io.storeloop.algorithms.similarity.PopularityScorer;
import io.storeloop.algorithms.similarity.Recency;
import io.storeloop.algorithms.similarity.SparseEaseOptions;
import io.storeloop.algorithms.similarity.SparseEaseScorer;
import io.storeloop.algorithms.similarity.UserNeighboursOptions;
import io.storeloop.algorithms.similarity.UserNeighboursScorer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    public KernelScorer fit(Histories histories, int threads) throws InterruptedException {
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

  /** EASE^R over each item's most similar items, for catalogues of any size. */
  record SparseEase(SparseEaseOptions options, Recency recency) implements HistoryRecipe {
    @Override
    public String family() {
      return "sparseEase";
    }

    @Override
    public LinkedHashMap<String, Object> settings() {
      var settings = new LinkedHashMap<String, Object>();
      settings.put("regularisation", options.regularisation());
      settings.put("neighbourLimit", options.neighbourLimit());
      settings.put("maxUserItems", options.maxUserItems());
      putRecency(settings, recency);
      return settings;
    }

    @Override
    public ItemScorer fit(Histories histories, int threads) throws InterruptedException {
      return SparseEaseScorer.learn(histories.toMatrix(), options, recency, threads);
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
      return new BlendedScorer(fitAll(parts, histories, threads), values(weights));
    }
  }

  /**
   * A blend whose best candidates are put into a learnt order.
   *
   * @param blend weight of each part in the blend, 0 for parts heard for the order only
   * @param order the learnt weights of the order
   * @param typical highest score a history typically gets from the first part
   * @param repeats whether items of the history are candidates
   */
  record Reranked(
      List<HistoryRecipe> parts,
      List<Double> blend,
      List<Double> order,
      double typical,
      boolean repeats)
      implements HistoryRecipe {
    public Reranked {
      parts = List.copyOf(parts);
      blend = List.copyOf(blend);
      order = List.copyOf(order);
    }

    @Override
    public String family() {
      return "reranked";
    }

    @Override
    public LinkedHashMap<String, Object> settings() {
      LinkedHashMap<String, Object> settings = new Blend(parts, blend).settings();
      settings.put("candidates", Reranker.CANDIDATES);
      settings.put("order", order.toString());
      return settings;
    }

    @Override
    public ItemScorer fit(Histories histories, int threads) throws InterruptedException {
      return new Reranker(
          fitAll(parts, histories, threads),
          values(blend),
          new ItemFacts(histories),
          values(order),
          typical,
          repeats);
    }
  }

  /** Another recipe for a shop that recommends nothing a user had: such items score lowest. */
  record Unseen(HistoryRecipe recipe) implements HistoryRecipe {
    @Override
    public String family() {
      return recipe.family();
    }

    @Override
    public LinkedHashMap<String, Object> settings() {
      return recipe.settings();
    }

    @Override
    public ItemScorer fit(Histories histories, int threads) throws InterruptedException {
      return new UnseenScorer(recipe.fit(histories, threads));
    }
  }

  /** Learns each part; those that score the same lists otherwise share them. */
  private static List<ItemScorer> fitAll(
      List<HistoryRecipe> parts, Histories histories, int threads) throws InterruptedException {
    Map<CooccurrenceOptions, KernelScorer> kernels = new HashMap<>();
    List<ItemScorer> scorers = new ArrayList<>();
    for (HistoryRecipe part : parts) {
      if (part instanceof Kernel kernel) {
        KernelScorer known = kernels.get(kernel.options());
        KernelScorer scorer =
            known == null ? kernel.fit(histories, threads) : known.with(kernel.recency());
        kernels.put(kernel.options(), scorer);
        scorers.add(scorer);
      } else {
        scorers.add(part.fit(histories, threads));
      }
    }
    return scorers;
  }

  private static double[] values(List<Double> boxed) {
    return boxed.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void putRecency(LinkedHashMap<String, Object> settings, Recency recency) {
    settings.put("fading", recency.fading());
    settings.put("latest", recency.latest());
  }
}
