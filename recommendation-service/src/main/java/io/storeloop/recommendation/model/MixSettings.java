package io.storeloop.recommendation.model;

import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.storeloop.algorithms.similarity.EaseOptions;
import io.storeloop.algorithms.similarity.Recency;
import io.storeloop.algorithms.similarity.SparseEaseOptions;
import io.storeloop.algorithms.tuning.HistoryRecipe;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model of whole histories that is more than one form of the kernel: EASE^R, exact or over each
 * item's neighbours, a weighted sum, or the best candidates of one in a learnt order.
 *
 * @param parts at least one
 * @param order the learnt weights of the order; absent for the sum alone
 * @param typical highest score of the first part that a history typically gets; 0 without an order
 */
@Schema(name = "RecommendationModelMix", description = "What scores whole histories together")
public record MixSettings(
    List<Part> parts,
    @Schema(description = "weights of the learnt order; absent for the sum alone")
        @Nullable List<Double> order,
    @Schema(description = "what the first part's best score typically is; 0 without an order")
        double typical) {

  /**
   * One part.
   *
   * @param weight in the sum; 0 for what is heard for the order only
   * @param kernel its form, or absent
   * @param ease its options, or absent
   * @param sparseEase its options, or absent; exactly one of the three is there
   * @param recency how a history fades in it
   */
  @Schema(name = "RecommendationModelMixPart")
  public record Part(
      @Schema(example = "sequentialKernel") String family,
      @Schema(example = "0.35") double weight,
      @Schema(description = "form of the kernel; absent for another part")
          @Nullable CooccurrenceOptions kernel,
      @Schema(description = "of EASE^R; absent for another part") @Nullable EaseOptions ease,
      @Schema(description = "of EASE^R over each item's neighbours; absent for another part")
          @Nullable SparseEaseOptions sparseEase,
      @Schema(description = "how a history fades, item by item") Recency recency) {
    public Part {
      if (Stream.of(kernel, ease, sparseEase).filter(Objects::nonNull).count() != 1) {
        throw new IllegalArgumentException("a part is a form of the kernel, EASE or sparse EASE");
      }
    }

    private static Optional<Part> of(HistoryRecipe recipe, double weight) {
      return switch (recipe) {
        case HistoryRecipe.Kernel kernel ->
            Optional.of(
                new Part(kernel.family(), weight, kernel.options(), null, null, kernel.recency()));
        case HistoryRecipe.Ease ease ->
            Optional.of(
                new Part(ease.family(), weight, null, ease.options(), null, ease.recency()));
        case HistoryRecipe.SparseEase ease ->
            Optional.of(
                new Part(ease.family(), weight, null, null, ease.options(), ease.recency()));
        default -> Optional.empty();
      };
    }

    private HistoryRecipe recipe() {
      if (ease != null) {
        return new HistoryRecipe.Ease(ease, recency);
      }
      return sparseEase != null
          ? new HistoryRecipe.SparseEase(sparseEase, recency)
          : new HistoryRecipe.Kernel(family, Objects.requireNonNull(kernel), recency);
    }
  }

  public MixSettings {
    parts = List.copyOf(parts);
    order = order == null ? null : List.copyOf(order);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a mix needs a part");
    }
  }

  /**
   * What a search has found; empty where that is one form of the kernel, or has parts that are not
   * served.
   */
  static Optional<MixSettings> of(HistoryRecipe found) {
    return switch (found) {
      case HistoryRecipe.Unseen unseen -> of(unseen.recipe());
      case HistoryRecipe.Ease ease -> of(List.of(ease), List.of(1.0), null, 0);
      case HistoryRecipe.SparseEase ease -> of(List.of(ease), List.of(1.0), null, 0);
      case HistoryRecipe.Blend blend -> of(blend.parts(), blend.weights(), null, 0);
      case HistoryRecipe.Reranked reranked ->
          of(reranked.parts(), reranked.blend(), reranked.order(), reranked.typical());
      default -> Optional.empty();
    };
  }

  private static Optional<MixSettings> of(
      List<HistoryRecipe> recipes,
      List<Double> weights,
      @Nullable List<Double> order,
      double typical) {
    List<Part> parts = new ArrayList<>();
    IntStream.range(0, recipes.size())
        .forEach(i -> Part.of(recipes.get(i), weights.get(i)).ifPresent(parts::add));
    return parts.size() < recipes.size()
        ? Optional.empty()
        : Optional.of(new MixSettings(parts, order, typical));
  }

  /** To be learnt anew. */
  HistoryRecipe recipe() {
    List<HistoryRecipe> recipes = parts.stream().map(Part::recipe).toList();
    List<Double> weights = parts.stream().map(Part::weight).toList();
    if (order != null) {
      return new HistoryRecipe.Reranked(recipes, weights, order, typical, false);
    }
    return recipes.size() == 1 ? recipes.getFirst() : new HistoryRecipe.Blend(recipes, weights);
  }

  boolean hasEase() {
    return parts.stream().anyMatch(part -> part.ease() != null);
  }
}
