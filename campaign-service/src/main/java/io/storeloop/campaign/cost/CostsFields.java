package io.storeloop.campaign.cost;

import io.storeloop.campaign.cap.Budget;
import io.storeloop.campaign.validation.Mistakes;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Costs as they are written, on the wire and in the row. */
@Schema(
    name = "CampaignCosts",
    description = "What it costs beside its offers; `fixed` or `perSend` is needed.")
public record CostsFields(
    @Schema(
            description = "Once, such as for an agency or the set-up: 0 to 1000000000000.",
            defaultValue = "0",
            example = "150.00")
        @Nullable BigDecimal fixed,
    @Schema(
            description =
                "For every message that has left by mail or webhook: 0 to 1000000000, at most four decimals.",
            defaultValue = "0",
            example = "0.008")
        @Nullable BigDecimal perSend,
    @Schema(
            description =
                "ISO 4217. Absent: that of the budget, from which it may not differ (`currency_mismatch`).",
            example = "EUR")
        @Nullable String currency) {
  private static final BigDecimal MOST_FIXED = new BigDecimal("1000000000000");
  private static final BigDecimal MOST_PER_SEND = new BigDecimal("1000000000");
  private static final int DECIMALS = 4;

  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  public static @Nullable CostsFields of(@Nullable Costs costs) {
    return costs == null
        ? null
        : new CostsFields(plain(costs.fixed()), plain(costs.perSend()), costs.currency());
  }

  private static BigDecimal plain(BigDecimal number) {
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  /** What was written has been checked. */
  public @Nullable Costs toCosts() {
    return read("", this, null, new Mistakes());
  }

  /**
   * Reads costs; what is wrong is noted.
   *
   * @param budget whose currency they are in
   */
  public static @Nullable Costs read(
      String pointer, @Nullable CostsFields given, @Nullable Budget budget, Mistakes mistakes) {
    if (given == null) {
      return null;
    }
    if (given.fixed == null && given.perSend == null) {
      mistakes.add(pointer, "missing_value", "expected fixed or perSend");
      return null;
    }
    return new Costs(
        mistakes.within(
            pointer + "/fixed",
            given.fixed,
            BigDecimal.ZERO,
            MOST_FIXED,
            DECIMALS,
            BigDecimal.ZERO),
        mistakes.within(
            pointer + "/perSend",
            given.perSend,
            BigDecimal.ZERO,
            MOST_PER_SEND,
            DECIMALS,
            BigDecimal.ZERO),
        currency(pointer + "/currency", given.currency, budget, mistakes));
  }

  private static String currency(
      String pointer, @Nullable String given, @Nullable Budget budget, Mistakes mistakes) {
    String ofBudget = budget == null ? null : budget.currency();
    if (given == null && ofBudget != null) {
      return ofBudget;
    }
    if (given == null) {
      mistakes.add(
          pointer, "missing_value", "expected an ISO 4217 code, as no budget names a currency");
      return "";
    }
    if (!CURRENCIES.contains(given)) {
      mistakes.add(pointer, "invalid_value", "expected an ISO 4217 code such as EUR");
    } else if (ofBudget != null && !ofBudget.equals(given)) {
      mistakes.add(
          pointer,
          "currency_mismatch",
          "expected %s as in the budget, received %s".formatted(ofBudget, given));
    }
    return given;
  }
}
