package io.storeloop.recommendation.model;

import io.storeloop.algorithms.session.SessionOptions;
import io.storeloop.algorithms.similarity.CooccurrenceOptions;
import io.storeloop.algorithms.similarity.Recency;
import io.storeloop.recommendation.interaction.InterestSettings;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a model was trained: the part of {@link TrainingProperties} that decides what it learns, or
 * what a search has found in its place; kept with its record.
 */
@Schema(name = "RecommendationModelSettings", description = "How the model was trained")
public record KernelSettings(
    @Schema(example = "100") int neighbours,
    @Schema(example = "0.7") double userDamping,
    @Schema(example = "0.75") double sourceExponent,
    @Schema(example = "0.15") double discovery,
    @Schema(example = "0") double shrink,
    @Schema(example = "500") int maxUserItems,
    @Schema(description = "fading of what went together, ISO 8601", example = "PT720H")
        String halfLife,
    @Schema(
            description =
                "what the whole history counts beside the sessions like the present one, 1 like them",
            example = "1")
        double kernelWeight,
    @Schema(description = "factor per further moment between two items; 1 ignores distance")
        double gapDecay,
    @Schema(description = "factor for a pair against its order; 1 ignores order") double backward,
    @Schema(description = "largest distance in moments between two items", example = "2147483647")
        int window,
    @Schema(description = "how sessions are compared; absent for a model trained without them")
        @Nullable SessionOptions sessions,
    @Schema(
            description =
                "how a history fades, item by item, in the kernel; absent where it does not")
        @Nullable Recency recency,
    @Schema(
            description =
                "what scores whole histories in place of one form of the kernel; absent where that does")
        @Nullable MixSettings mix,
    @Schema(description = "what each behaviour says; absent for the weights of the settings file")
        @Nullable InterestSettings interest,
    @Schema(description = "the search that found them; absent for those of the settings file")
        @Nullable SearchNote search) {

  /**
   * The search behind settings.
   *
   * @param through the newest behaviour it looked at, ISO 8601
   * @param tried how many settings were compared
   * @param users it compared them by
   * @param ndcgBefore nDCG@20 of the settings of the file, on what was kept back
   * @param ndcgAfter nDCG@20 of what was found, on the part that chose it: the best of all tries,
   *     so rather too high
   */
  @Schema(name = "RecommendationSettingsSearch")
  public record SearchNote(
      @Schema(example = "2026-05-04T10:15:30Z") String through,
      @Schema(example = "240") int tried,
      @Schema(example = "41.5") double seconds,
      @Schema(example = "1000") int users,
      @Schema(example = "0.0712") double ndcgBefore,
      @Schema(example = "0.0812") double ndcgAfter) {}

  static KernelSettings of(TrainingProperties properties) {
    return new KernelSettings(
        properties.neighbours(),
        properties.userDamping(),
        properties.sourceExponent(),
        properties.discovery(),
        properties.shrink(),
        properties.maxUserItems(),
        properties.halfLife().toString(),
        properties.kernelWeight(),
        1,
        1,
        CooccurrenceOptions.UNLIMITED_WINDOW,
        SessionOptions.seasonal(),
        null,
        null,
        null,
        null);
  }

  CooccurrenceOptions kernelOptions() {
    return new CooccurrenceOptions(
        userDamping,
        sourceExponent,
        discovery,
        shrink,
        gapDecay,
        backward,
        window,
        neighbours,
        maxUserItems);
  }

  SessionOptions sessionOptions() {
    return sessions == null ? SessionOptions.seasonal() : sessions;
  }

  /** Whether the same data give the same model by both. */
  boolean trainsAs(KernelSettings other) {
    return found(null).equals(other.found(null));
  }

  Weighing weighing() {
    return new Weighing(kernelWeight, recency == null ? Recency.NONE : recency, interest);
  }

  /** One form of the kernel, and nothing mixed with it. */
  KernelSettings with(CooccurrenceOptions kernel, @Nullable Recency fading) {
    return new KernelSettings(
        kernel.neighbourLimit(),
        kernel.userDamping(),
        kernel.sourceExponent(),
        kernel.targetExponent(),
        kernel.shrink(),
        kernel.maxUserItems(),
        halfLife,
        kernelWeight,
        kernel.gapDecay(),
        kernel.backward(),
        kernel.window(),
        sessions,
        fading,
        null,
        interest,
        search);
  }

  KernelSettings with(SessionOptions options) {
    return with(halfLife, kernelWeight, options, mix, interest, search);
  }

  KernelSettings with(@Nullable MixSettings mixed) {
    return with(halfLife, kernelWeight, sessions, mixed, interest, search);
  }

  KernelSettings with(InterestSettings says) {
    return with(halfLife, kernelWeight, sessions, mix, says, search);
  }

  KernelSettings withHalfLife(Duration fading) {
    return with(fading.toString(), kernelWeight, sessions, mix, interest, search);
  }

  KernelSettings withKernelWeight(double weight) {
    return with(halfLife, weight, sessions, mix, interest, search);
  }

  KernelSettings found(@Nullable SearchNote by) {
    return with(halfLife, kernelWeight, sessions, mix, interest, by);
  }

  private KernelSettings with(
      String fading,
      double weight,
      @Nullable SessionOptions options,
      @Nullable MixSettings mixed,
      @Nullable InterestSettings says,
      @Nullable SearchNote by) {
    return new KernelSettings(
        neighbours,
        userDamping,
        sourceExponent,
        discovery,
        shrink,
        maxUserItems,
        fading,
        weight,
        gapDecay,
        backward,
        window,
        options,
        recency,
        mixed,
        says,
        by);
  }
}
