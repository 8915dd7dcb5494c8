package io.storeloop.campaign.rehearsal;

import io.storeloop.campaign.cost.Spent;
import io.storeloop.campaign.cost.SpentAnswer;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a campaign would have done. */
@Schema(name = "RehearsalReport")
record RehearsalReport(
    Instant from,
    Instant until,
    @Schema(description = "Shoppers with an act in these days.", example = "1200") long shoppers,
    @Schema(description = "Of them replayed; below `shoppers` where a draw was taken.")
        long replayed,
    @Schema(
            description =
                "Not replayed, because more happened to them than profile-service looks at.")
        long leftOut,
    @Schema(description = "Moments at which the campaign would have looked at a shopper.")
        long moments,
    @Schema(description = "Different shoppers over all days.") Audience audience,
    @Schema(description = "By day (UTC); a shopper counts once a day.") List<Day> days,
    @Schema(description = "Refused moments by reason.", example = "{\"frequency_cap\": 12}")
        Map<String, Long> denials,
    @Schema(description = "Treated moments by what made them.", example = "{\"event\": 210}")
        Map<String, Long> sends,
    Cost cost,
    @Schema(description = "Running campaigns that address some of the same shoppers.")
        List<Overlap> overlaps,
    @Schema(description = "The clauses of the condition, and how often each was true.")
        List<Clause> clauses,
    Effect effect,
    @Schema(description = "What to keep in mind.") List<String> notes) {

  /** Different shoppers. */
  @Schema(name = "RehearsalAudience")
  record Audience(
      @Schema(description = "The condition held.") long addressed,
      @Schema(description = "Would have got an offer.") long treated,
      @Schema(description = "Held out by the campaign or the shop.") long heldOut,
      @Schema(description = "Addressed, and neither treated nor held out.") long denied) {}

  /** One day. */
  @Schema(name = "RehearsalDay")
  record Day(LocalDate day, long addressed, long treated, long heldOut, long denied) {}

  /** What it would have cost. */
  @Schema(name = "RehearsalCost")
  record Cost(
      @Schema(description = "The sum of `costs`.", example = "394.18") BigDecimal amount,
      @Schema(
              description =
                  "What the amount is made of. `fixed` is whole, the others are of those replayed. Absent in reports from"
                      + " before it was told: then the amount is that of the offers.")
          @Nullable SpentAnswer costs,
      @Schema(description = "Offers given.") long offers,
      @Schema(description = "Of the budget or of `costs`, if there is one.")
          @Nullable String currency,
      @Schema(
              description =
                  "When the budget, which bounds the cost of the offers alone, would have been used up; absent if never.")
          @Nullable Instant budgetUsedUpAt) {
    static Cost of(Spent spent, long offers, @Nullable String currency, @Nullable Instant usedUp) {
      return new Cost(
          SpentAnswer.plain(spent.total()), SpentAnswer.of(spent), offers, currency, usedUp);
    }
  }

  /** Another campaign with the same shoppers. */
  @Schema(name = "RehearsalOverlap")
  record Overlap(
      UUID campaignId,
      String name,
      @Schema(description = "Shoppers whom both address at the same moment.") long shoppers,
      @Schema(description = "Whether both ask for one of the same places.")
          boolean samePlacement) {}

  /** A clause of the condition. */
  @Schema(name = "RehearsalClause")
  record Clause(
      @Schema(type = "object", example = "{\"features.orders\": {\"$gte\": 2}}") JsonNode condition,
      long trueMoments,
      long moments,
      @Schema(description = "It was never true.") boolean unreachable) {}

  /** What may be expected. */
  @Schema(name = "RehearsalEffect")
  record Effect(
      @Schema(
              description =
                  "Share of the addressed who reached the goal within its window without the campaign; absent without a window that is over.")
          @Nullable Double baseRate,
      @Schema(description = "Shoppers behind the base rate.") long baseShoppers,
      @Schema(
              description =
                  "Smallest difference of rates that this audience and holdout would show in 4 of 5 experiments at 5 % false alarms; absent without a holdout.")
          @Nullable Double smallestDetectable,
      @Schema(description = "From past campaigns of the same kind.") Estimate estimate) {}

  /** What campaigns of the same kind have changed. */
  @Schema(name = "RehearsalEstimate")
  record Estimate(
      @Schema(allowableValues = {"estimated", "insufficient_evidence"}) String state,
      @Schema(description = "What is missing, when evidence is insufficient.")
          @Nullable String missing,
      @Schema(description = "Campaigns it is of.") int campaigns,
      @Schema(description = "Difference of rates.") @Nullable Double difference,
      @Schema(description = "95 %.") @Nullable Double lower,
      @Schema(description = "95 %.") @Nullable Double upper) {}
}
