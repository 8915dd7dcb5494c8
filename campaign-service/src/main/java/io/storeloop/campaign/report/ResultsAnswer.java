package io.storeloop.campaign.report;

import io.storeloop.campaign.report.Uplift.InsufficientEvidence;
import io.storeloop.campaign.report.Uplift.Measured;
import io.storeloop.campaign.report.Uplift.NoHoldout;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The results as the API shows them. */
@Schema(name = "CampaignResults")
record ResultsAnswer(
    UUID campaignId,
    String state,
    @Schema(description = "Every event that arrived before is counted.") Instant asOf,
    int windowDays,
    @Schema(description = "One per offer.") List<GroupAnswer> arms,
    @Schema(description = "All arms together.") GroupAnswer treated,
    @Schema(description = "Who saw nothing.") GroupAnswer holdout,
    UpliftAnswer uplift,
    @Schema(description = "Absent with one group only, or too few shoppers to judge.")
        @Nullable SampleRatioAnswer sampleRatio,
    @Schema(
            description =
                "Shoppers who were in several groups because they were decided for before and after they signed in;"
                    + " they count in the first.")
        long mixedShoppers) {
  static final String EXAMPLE =
      """
      {"campaignId": "0198c89f-0000-7000-8000-000000000001", "state": "running", "asOf": "2026-11-23T21:39:00Z", "windowDays": 7,
       "arms": [{"offerId": "ten-percent", "decisions": 4210, "shoppers": 1800, "exposed": 1650, "clicked": 240,
                 "converted": 162, "convertedAfterExposure": 155, "rate": 0.09, "revenue": [{"currency": "EUR", "amount": 8120.50}],
                 "uplift": {"verdict": "measured", "percentagePoints": 3.0, "lower": -1.37, "upper": 5.90, "relative": 0.5,
                            "confidence": 0.95, "method": "newcombe", "note": "valid for one look at a size fixed beforehand"}}],
       "treated": {"decisions": 4210, "shoppers": 1800, "exposed": 1650, "clicked": 240, "converted": 162,
                   "convertedAfterExposure": 155, "rate": 0.09, "revenue": [{"currency": "EUR", "amount": 8120.50}]},
       "holdout": {"decisions": 466, "shoppers": 200, "exposed": 0, "clicked": 0, "converted": 12,
                   "convertedAfterExposure": 0, "rate": 0.06, "revenue": [{"currency": "EUR", "amount": 590.00}]},
       "uplift": {"verdict": "measured", "percentagePoints": 3.0, "lower": -1.37, "upper": 5.90, "relative": 0.5,
                  "confidence": 0.95, "method": "newcombe", "note": "valid for one look at a size fixed beforehand"},
       "sampleRatio": {"pValue": 0.92, "mismatch": false}, "mixedShoppers": 3}
      """;

  private static final double POINTS = 100;

  @Schema(name = "CampaignGroupResult")
  record GroupAnswer(
      @Nullable String offerId,
      long decisions,
      long shoppers,
      @Schema(description = "Shoppers to whom the offer really appeared.") long exposed,
      @Schema(description = "Shoppers who clicked it.") long clicked,
      @Schema(description = "Shoppers who bought inside the window of a decision, seen or not.")
          long converted,
      @Schema(description = "Those of them who had seen the offer before.")
          long convertedAfterExposure,
      @Schema(description = "Converted by shoppers; absent without shoppers.")
          @Nullable Double rate,
      List<RevenueAnswer> revenue,
      @Nullable UpliftAnswer uplift) {
    static GroupAnswer of(
        @Nullable String offerId, GroupCounts counts, @Nullable UpliftAnswer uplift) {
      Double rate = counts.shoppers() == 0 ? null : (double) counts.converted() / counts.shoppers();
      return new GroupAnswer(
          offerId,
          counts.decisions(),
          counts.shoppers(),
          counts.exposed(),
          counts.clicked(),
          counts.converted(),
          counts.convertedAfterExposure(),
          rate,
          RevenueAnswer.of(counts.revenue()),
          uplift);
    }
  }

  @Schema(name = "CampaignRevenue")
  record RevenueAnswer(
      @Schema(description = "ISO 4217; XXX if the shop named none.", example = "EUR")
          String currency,
      BigDecimal amount) {
    static List<RevenueAnswer> of(Map<String, BigDecimal> amounts) {
      return new TreeMap<>(amounts)
          .entrySet().stream()
              .map(entry -> new RevenueAnswer(entry.getKey(), entry.getValue()))
              .toList();
    }
  }

  @Schema(name = "CampaignUplift")
  record UpliftAnswer(
      @Schema(allowableValues = {"measured", "insufficient_evidence", "no_holdout"}) String verdict,
      @Schema(description = "Treated rate minus the holdout's.") @Nullable Double percentagePoints,
      @Schema(description = "Lower end of the interval, in percentage points.")
          @Nullable Double lower,
      @Schema(description = "Upper end of the interval, in percentage points.")
          @Nullable Double upper,
      @Schema(description = "The difference divided by the holdout's rate; absent if that is 0.")
          @Nullable Double relative,
      @Nullable Double confidence,
      @Schema(example = "newcombe") @Nullable String method,
      String note) {
    static UpliftAnswer of(Uplift uplift) {
      return switch (uplift) {
        case Measured(var difference, Double relative) ->
            new UpliftAnswer(
                "measured",
                difference.difference() * POINTS,
                difference.interval().lower() * POINTS,
                difference.interval().upper() * POINTS,
                relative,
                difference.confidence(),
                "newcombe",
                "a fixed-horizon interval: valid for one look at a size fixed beforehand, not for stopping at the first"
                    + " look that pleases");
        case InsufficientEvidence(String detail) -> without("insufficient_evidence", detail);
        case NoHoldout() ->
            without("no_holdout", "nobody is held out, so there is nothing to compare with");
      };
    }

    private static UpliftAnswer without(String verdict, String note) {
      return new UpliftAnswer(verdict, null, null, null, null, null, null, note);
    }
  }

  @Schema(name = "CampaignSampleRatio")
  record SampleRatioAnswer(
      @Schema(description = "Chance of counts at least as uneven if the assignment is right.")
          double pValue,
      boolean mismatch,
      @Nullable String warning) {
    static SampleRatioAnswer of(SampleRatioCheck check) {
      return new SampleRatioAnswer(
          check.pValue(),
          check.isAlarming(),
          check.isAlarming()
              ? "the groups do not have the sizes they should have: assignment or counting is broken, do not trust"
                  + " these results"
              : null);
    }
  }

  static ResultsAnswer of(Results results, Instant asOf) {
    return new ResultsAnswer(
        results.campaign().id(),
        results.campaign().state().wireName(),
        asOf,
        results.campaign().plan().goal().windowDays(),
        results.arms().stream()
            .map(arm -> GroupAnswer.of(arm.offerId(), arm.counts(), UpliftAnswer.of(arm.uplift())))
            .toList(),
        GroupAnswer.of(null, results.treated(), null),
        GroupAnswer.of(null, results.holdout(), null),
        UpliftAnswer.of(results.uplift()),
        results.sampleRatio().map(SampleRatioAnswer::of).orElse(null),
        results.mixedShoppers());
  }
}
