package io.storeloop.campaign.report;

import io.storeloop.algorithms.attribution.ReturnOnInvestment;
import io.storeloop.campaign.cost.SpentAnswer;
import io.storeloop.campaign.lifecycle.Experiment.Design;
import io.storeloop.campaign.report.Uplift.InsufficientEvidence;
import io.storeloop.campaign.report.Uplift.Measured;
import io.storeloop.campaign.report.Uplift.NoHoldout;
import io.storeloop.campaign.statistic.Columns;
import io.storeloop.campaign.statistic.Look;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    @Schema(
            description =
                "Purchases of so many days before the first decision take noise out of the effects.")
        long lookBackDays,
    @Schema(description = "Of a group-sequential design: the effects are those of the last look.")
        @Nullable LooksAnswer looks,
    @Schema(description = "One per offer.") List<GroupAnswer> arms,
    @Schema(description = "All arms together.") GroupAnswer treated,
    @Schema(description = "Who saw nothing.") GroupAnswer holdout,
    UpliftAnswer uplift,
    @Schema(
            description =
                "Of all arms together against the holdout: the goal, and revenue and margin by currency. Looking as often"
                    + " as one likes, and stopping when it pleases, is allowed.")
        List<EffectAnswer> effects,
    @Schema(description = "Arms against each other, with up to six arms.") List<PairAnswer> pairs,
    @Schema(
            description =
                "The campaign's breakdowns, by how shoppers stood at their first decision; the error is shared out over"
                    + " all of them.")
        List<PartAnswer> breakdowns,
    @Schema(
            description =
                "Incremental margin less cost, by cost; empty where neither budget nor `costs` nor a single currency of purchases says"
                    + " what costs are in.")
        List<ReturnAnswer> returnOnInvestment,
    @Schema(
            description =
                "The margin assumed of revenue whose cost neither catalogue nor purchase tells; absent: none.")
        @Nullable BigDecimal assumedMarginShare,
    @Schema(description = "Revenue of the treated and held out whose cost is known, by currency.")
        List<CostAnswer> costKnown,
    @Schema(description = "Absent with one group only, or too few shoppers to judge.")
        @Nullable SampleRatioAnswer sampleRatio,
    @Schema(
            description =
                "Shoppers who were in several groups because they were decided for before and after they signed in;"
                    + " they count in the first.")
        long mixedShoppers) {
  static final String EXAMPLE =
      """
      {"campaignId": "0198c89f-0000-7000-8000-000000000001", "state": "running", "asOf": "2026-11-23T21:39:00Z", "windowDays": 7, "lookBackDays": 28,
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
       "effects": [
         {"metric": "conversion", "verdict": "inconclusive", "treatedMean": 0.09, "controlMean": 0.06, "difference": 0.029,
          "interval": {"lower": -0.004, "upper": 0.062}, "total": 52.2, "totalInterval": {"lower": -7.2, "upper": 111.6},
          "method": "confidence_sequence", "alpha": 0.05, "fixedHorizon": {"lower": 0.009, "upper": 0.049},
          "adjustment": {"method": "cuped", "plainDifference": 0.03, "plainInterval": {"lower": -0.007, "upper": 0.067},
                         "narrowedBy": 0.11}},
         {"metric": "margin", "currency": "EUR", "verdict": "cost_unknown", "note": "the cost of some goods is not known"}],
       "pairs": [], "breakdowns": [], "returnOnInvestment": [{"currency": "EUR", "cost": 394.18,
                                                              "costs": {"offers": 210.50, "sends": 33.68, "fixed": 150}}],
       "costKnown": [{"currency": "EUR", "share": 0.8}],
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
      @Nullable UpliftAnswer uplift,
      @Schema(
              description =
                  "Of this arm against the holdout; the error is shared out over all comparisons of arms. In an adaptive"
                      + " campaign every shopper counts by one over the chance of the arm at that time.")
          @Nullable List<EffectAnswer> effects) {
    static GroupAnswer of(GroupCounts counts) {
      return of(null, counts, null, null);
    }

    static GroupAnswer of(Results.Arm arm) {
      return of(
          arm.offerId(),
          arm.numbers().counts(),
          UpliftAnswer.of(arm.uplift()),
          EffectAnswer.of(arm.effects()));
    }

    private static GroupAnswer of(
        @Nullable String offerId,
        GroupCounts counts,
        @Nullable UpliftAnswer uplift,
        @Nullable List<EffectAnswer> effects) {
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
          uplift,
          effects);
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
      @Schema(allowableValues = {"measured", "insufficient_evidence", "no_holdout", "adaptive"})
          String verdict,
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
        case Uplift.Adaptive() ->
            without(
                "adaptive",
                "offers are shared out by earlier results, which biases plain rates: see effects");
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

  @Schema(name = "CampaignLooks")
  record LooksAnswer(
      @Schema(description = "How many looks are planned.") int planned,
      @Schema(description = "Shoppers at the last of them.") long shoppers,
      @Schema(description = "Those taken; several sizes reached at once make one.")
          List<LookAnswer> taken) {
    static @Nullable LooksAnswer of(Results results) {
      return results.campaign().plan().experiment().design()
              instanceof Design.GroupSequential(int planned, long shoppers)
          ? new LooksAnswer(
              planned, shoppers, results.looks().stream().map(LookAnswer::of).toList())
          : null;
    }
  }

  @Schema(name = "CampaignLook")
  record LookAnswer(int number, Instant takenAt, long shoppers) {
    static LookAnswer of(Look look) {
      return new LookAnswer(look.number(), look.takenAt(), look.shoppers());
    }
  }

  @Schema(name = "CampaignPair")
  record PairAnswer(String offerId, String against, List<EffectAnswer> effects) {}

  @Schema(name = "CampaignPart")
  record PartAnswer(
      String name, GroupAnswer treated, GroupAnswer holdout, List<EffectAnswer> effects) {
    static PartAnswer of(Results.Part part) {
      return new PartAnswer(
          part.name(),
          GroupAnswer.of(part.groups().treated().counts()),
          GroupAnswer.of(part.groups().holdout().counts()),
          EffectAnswer.of(part.effects()));
    }
  }

  @Schema(name = "CampaignReturn")
  record ReturnAnswer(
      @Schema(example = "EUR") String currency,
      @Schema(description = "The sum of `costs`.", example = "394.18") BigDecimal cost,
      @Schema(description = "What the cost is made of.") SpentAnswer costs,
      @Schema(
              description =
                  "(Incremental margin − cost) / cost: 0 is break-even. Absent without a measured margin or without cost.")
          @Nullable Double value,
      @Schema(description = "From the always-valid interval of the margin.")
          EffectAnswer.@Nullable IntervalAnswer interval) {
    static ReturnAnswer of(ReturnOnCost found) {
      ReturnOnInvestment roi = found.roi();
      return new ReturnAnswer(
          found.currency(),
          SpentAnswer.plain(found.spent().total()),
          SpentAnswer.of(found.spent()),
          roi == null ? null : roi.value(),
          roi == null ? null : EffectAnswer.IntervalAnswer.of(roi.interval()));
    }
  }

  @Schema(name = "CampaignCostKnown")
  record CostAnswer(
      String currency,
      @Schema(description = "Share of the revenue.", example = "0.8") double share) {
    static List<CostAnswer> of(GroupNumbers everybody) {
      List<CostAnswer> known = new ArrayList<>();
      for (String currency : everybody.currencies()) {
        BigDecimal revenue = everybody.money(currency, Columns.REVENUE);
        if (revenue.signum() > 0) {
          double uncosted = everybody.money(currency, Columns.UNCOSTED).doubleValue();
          known.add(new CostAnswer(currency, 1 - uncosted / revenue.doubleValue()));
        }
      }
      return known;
    }
  }

  /** The answer; {@code assumedMarginShare} and {@code lookBack} are settings it rests on. */
  static ResultsAnswer of(
      Results results, Instant asOf, Duration lookBack, @Nullable BigDecimal assumedMarginShare) {
    return new ResultsAnswer(
        results.campaign().id(),
        results.campaign().state().wireName(),
        asOf,
        results.campaign().plan().goal().windowDays(),
        lookBack.toDays(),
        LooksAnswer.of(results),
        results.arms().stream().map(GroupAnswer::of).toList(),
        GroupAnswer.of(results.groups().treated().counts()),
        GroupAnswer.of(results.groups().holdout().counts()),
        UpliftAnswer.of(results.uplift()),
        EffectAnswer.of(results.effects()),
        results.pairs().stream()
            .map(pair ->
                new PairAnswer(pair.offerId(), pair.against(), EffectAnswer.of(pair.effects())))
            .toList(),
        results.parts().stream().map(PartAnswer::of).toList(),
        results.returns().stream().map(ReturnAnswer::of).toList(),
        assumedMarginShare,
        CostAnswer.of(results.groups().everybody()),
        results.sampleRatio().map(SampleRatioAnswer::of).orElse(null),
        results.mixedShoppers());
  }
}
