package io.storeloop.recommendation.recommend;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What goes over the wire, made from what the recommender says. */
final class RecommendationAnswers {
  @Schema(name = "Recommendation", description = "A list of items for one shopper, with reasons")
  record RecommendationResponse(
      @Schema(
              description = "name it in the events that follow, to measure what it did",
              example = "019ab2c4-6d1e-7a51-9a3c-3f2f6f0f8d11")
          UUID recommendationId,
      @Schema(description = "the model that answered; absent before the first training")
          @Nullable String modelVersion,
      List<ItemResponse> items,
      @Schema(
              description =
                  "null when the list is what was asked for; no_consent when the shopper wants none that is personal;"
                      + " otherwise the best rung of the ladder that gave anything",
              allowableValues = {
                "session",
                "similar",
                "content",
                "category",
                "popular",
                "recent",
                "empty",
                "no_consent"
              },
              nullable = true)
          @JsonInclude(JsonInclude.Include.ALWAYS)
          @Nullable String fallback,
      @Schema(description = "of a list to be ordered: unknown items, and those not to be shown")
          @Nullable List<String> omitted,
      @Schema(
              description =
                  "everything that had happened by then is taken into account; absent while the service reads the log for the first time")
          @Nullable Instant asOf) {}

  @Schema(name = "RecommendedItem")
  record ItemResponse(
      @Schema(example = "green-hat") String itemId,
      @Schema(example = "Green Hat") @Nullable String name,
      @Schema(
              description = "for ordering only, within one source; never a probability",
              example = "0.51")
          double score,
      @Schema(description = "from 0", example = "0") int position,
      @Schema(
              description = "where this item comes from: a rung of the ladder, or who put it there",
              allowableValues = {
                "personal",
                "session",
                "similar",
                "content",
                "category",
                "popular",
                "recent",
                "trending",
                "bought_together",
                "buy_again",
                "pinned",
                "explored"
              })
          String source,
      @Schema(example = "because you bought Blue Socks and viewed Red Shoes") String reason,
      @Schema(description = "strongest first; shares and otherShare add up to 1, empty for popular")
          List<EvidenceResponse> evidence,
      @Schema(description = "share of the evidence not listed; absent when all of it is")
          @Nullable Double otherShare,
      @Schema(
              description =
                  "the rule, promotion or exploration that put it there; absent otherwise",
              example = "pin:summer-sale")
          @Nullable String placedBy) {}

  @Schema(name = "RecommendationEvidence")
  record EvidenceResponse(
      @Schema(example = "blue-socks") String itemId,
      @Schema(example = "Blue Socks") @Nullable String name,
      @Schema(
              description = "what the shopper did; `context` for an item that the request named",
              example = "purchase")
          String eventType,
      @Schema(description = "when; absent for context") @Nullable Instant occurredAt,
      @Schema(description = "part of the score, in (0, 1]", example = "0.67") double share) {}

  private RecommendationAnswers() {}

  static RecommendationResponse of(UUID id, Recommendation recommendation, @Nullable Instant asOf) {
    List<ItemResponse> items = new ArrayList<>(recommendation.items().size());
    for (RecommendedItem item : recommendation.items()) {
      items.add(item(item, items.size()));
    }
    String version = recommendation.modelVersion();
    return new RecommendationResponse(
        id,
        version.isEmpty() ? null : version,
        items,
        recommendation.fallback().wireName(),
        recommendation.omitted().isEmpty() ? null : recommendation.omitted(),
        asOf);
  }

  private static ItemResponse item(RecommendedItem item, int position) {
    List<EvidenceResponse> evidence = new ArrayList<>(item.evidence().size());
    for (Evidence reason : item.evidence()) {
      evidence.add(evidence(reason));
    }
    return new ItemResponse(
        item.item().itemId(),
        item.item().name(),
        item.score(),
        position,
        item.source().wireName(),
        item.reason(),
        evidence,
        item.otherShare() > 0 ? item.otherShare() : null,
        item.placedBy() == null ? null : wireName(item.placedBy()));
  }

  private static EvidenceResponse evidence(Evidence reason) {
    return new EvidenceResponse(
        reason.item().itemId(),
        reason.item().name(),
        reason.type() == null ? "context" : reason.type().wireName(),
        reason.type() == null ? null : Instant.ofEpochMilli(reason.occurredAt()),
        reason.share());
  }

  static String wireName(Placed.By by) {
    String kind = by.kind().name().toLowerCase(Locale.ROOT);
    return by.name().isEmpty() ? kind : kind + ":" + by.name();
  }
}
