package io.storeloop.campaign.cap;

import io.storeloop.campaign.validation.Mistakes;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A budget as it is written, on the wire and in the row. */
@Schema(name = "CampaignBudget")
public record BudgetFields(
    @Schema(description = "Offers shown altogether, from 1.", example = "1000")
        @Nullable Long offers,
    @Schema(
            description = "Sum of the costs of the offers shown, above 0; needs `currency`.",
            example = "500.00")
        @Nullable BigDecimal cost,
    @Schema(description = "ISO 4217; also that of the offers' costs.", example = "EUR")
        @Nullable String currency) {
  private static final long MOST_OFFERS = 1_000_000_000_000L;
  private static final BigDecimal LEAST_COST = new BigDecimal("0.01");
  private static final BigDecimal MOST_COST = new BigDecimal("1000000000000");
  private static final int DECIMALS = 4;
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  public static @Nullable BudgetFields of(@Nullable Budget budget) {
    return budget == null
        ? null
        : new BudgetFields(budget.offers(), plain(budget.cost()), budget.currency());
  }

  private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
    return number == null || number.scale() >= 0 ? number : number.setScale(0);
  }

  /** Reads a budget; what is wrong is noted. */
  public static @Nullable Budget read(
      String pointer, @Nullable BudgetFields given, Mistakes mistakes) {
    if (given == null) {
      return null;
    }
    if (given.offers == null && given.cost == null) {
      mistakes.add(pointer, "missing_value", "expected offers or cost");
      return null;
    }
    if (given.offers != null && (given.offers < 1 || given.offers > MOST_OFFERS)) {
      mistakes.add(
          pointer + "/offers", "number_out_of_range", "expected 1 to %d".formatted(MOST_OFFERS));
      return null;
    }
    if (given.cost == null) {
      return new Budget(given.offers, null, null);
    }
    BigDecimal cost =
        mistakes.within(
            pointer + "/cost", given.cost, LEAST_COST, MOST_COST, DECIMALS, BigDecimal.ONE);
    String currency = mistakes.required(pointer + "/currency", given.currency, 3);
    mistakes.matching(pointer + "/currency", currency, CURRENCY, "an ISO 4217 code such as EUR");
    return new Budget(given.offers, cost, currency);
  }
}
