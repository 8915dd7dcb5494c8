package io.storeloop.campaign.cost;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;

/** What a cost is made of, as the API shows it. */
@Schema(name = "CampaignSpent")
public record SpentAnswer(
    @Schema(
            description = "Decisions that showed an offer, by the cost of each.",
            example = "210.50")
        BigDecimal offers,
    @Schema(description = "Messages that have left, by `costs.perSend`.", example = "33.68")
        BigDecimal sends,
    @Schema(description = "`costs.fixed`.", example = "150") BigDecimal fixed) {
  public static SpentAnswer of(Spent spent) {
    return new SpentAnswer(plain(spent.offers()), plain(spent.sends()), plain(spent.fixed()));
  }

  /** Without an exponent. */
  public static BigDecimal plain(BigDecimal number) {
    return number.scale() < 0 ? number.setScale(0) : number;
  }
}
