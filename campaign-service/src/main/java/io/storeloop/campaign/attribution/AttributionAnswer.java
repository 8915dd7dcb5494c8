package io.storeloop.campaign.attribution;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Attributed revenue as the API shows it. */
@Schema(name = "Attribution")
record AttributionAnswer(
    Instant from,
    Instant to,
    @Schema(description = "Every event that arrived before is counted.") Instant asOf,
    List<CurrencyAnswer> currencies) {
  static final String EXAMPLE =
      """
      {"from": "2026-11-01T00:00:00Z", "to": "2026-12-01T00:00:00Z", "asOf": "2026-12-02T08:00:00Z",
       "currencies": [{"currency": "EUR", "revenue": 1000.00,
         "campaigns": [
           {"campaignId": "0198c89f-0000-7000-8000-000000000001", "name": "Win back", "lastTouch": 620.00, "linear": 540.50,
            "incremental": 95.20},
           {"campaignId": "0198c89f-0000-7000-8000-000000000002", "name": "Cross-sell", "lastTouch": 180.00, "linear": 259.50,
            "incremental": -12.00}],
         "noCampaign": {"lastTouch": 200.00, "linear": 200.00, "incremental": 916.80}}]}
      """;

  @Schema(name = "AttributionCurrency")
  record CurrencyAnswer(
      @Schema(description = "ISO 4217; XXX if the shop named none.", example = "EUR")
          String currency,
      @Schema(description = "Each line rounded to the minor unit. Every rule adds up to it exactly.")
          BigDecimal revenue,
      List<PartAnswer> campaigns,
      @Schema(description = "What no campaign is given.") PartAnswer noCampaign) {}

  @Schema(name = "AttributionPart")
  record PartAnswer(
      @Nullable UUID campaignId,
      @Nullable String name,
      @Schema(description = "All of a line to the latest offer before it.") BigDecimal lastTouch,
      @Schema(description = "Equal parts of a line to all offers before it.") BigDecimal linear,
      @Schema(
              description =
                  "What the treated bought beyond what as many held-out shoppers would have: the only rule that says who"
                      + " changed something. 0 with fewer than 100 shoppers on a side.")
          BigDecimal incremental) {
    static PartAnswer of(@Nullable UUID campaign, @Nullable String name, Ledger.Part part) {
      return new PartAnswer(campaign, name, part.lastTouch(), part.linear(), part.incremental());
    }
  }

  static AttributionAnswer of(
      Instant from,
      Instant to,
      Instant asOf,
      List<Ledger.Shares> shares,
      Map<UUID, String> names) {
    List<CurrencyAnswer> currencies = new ArrayList<>();
    for (Ledger.Shares one : shares) {
      List<PartAnswer> parts = new ArrayList<>();
      one.parts().forEach((id, part) -> parts.add(PartAnswer.of(id, names.get(id), part)));
      currencies.add(
          new CurrencyAnswer(
              one.currency(), one.revenue(), parts, PartAnswer.of(null, null, one.none())));
    }
    return new AttributionAnswer(from, to, asOf, currencies);
  }
}
