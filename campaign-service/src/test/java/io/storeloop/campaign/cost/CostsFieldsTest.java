package io.storeloop.campaign.cost;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.cap.Budget;
import io.storeloop.campaign.validation.Mistakes;
import io.storeloop.common.edge.FieldProblem;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostsFieldsTest {
  private static final Budget EUROS = new Budget(null, BigDecimal.TEN, "EUR");
  private static final Budget OFFERS_ALONE = new Budget(5L, null, null);

  private final Mistakes mistakes = new Mistakes();

  private @Nullable Costs read(CostsFields given, @Nullable Budget budget) {
    return CostsFields.read("/costs", given, budget, mistakes);
  }

  private static CostsFields costs(
      @Nullable String fixed, @Nullable String perSend, @Nullable String currency) {
    return new CostsFields(
        fixed == null ? null : new BigDecimal(fixed),
        perSend == null ? null : new BigDecimal(perSend),
        currency);
  }

  @Test
  void theyAreInTheCurrencyOfTheBudget() {
    assertThat(requireNonNull(read(costs("1500.00", null, null), EUROS)))
        .isEqualTo(new Costs(new BigDecimal("1500"), BigDecimal.ZERO, "EUR"));
    assertThat(requireNonNull(read(costs(null, "0.0080", "EUR"), EUROS)))
        .isEqualTo(new Costs(BigDecimal.ZERO, new BigDecimal("0.008"), "EUR"));
    assertThat(requireNonNull(read(costs("0", "0", "SEK"), OFFERS_ALONE)).currency())
        .isEqualTo("SEK");
    assertThat(mistakes.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    ",                  ,               EUR, '',        missing_value",
    "1,                 ,               ,    /currency, missing_value",
    "-0.01,             ,               EUR, /fixed,    number_out_of_range",
    "1000000000000.01,  ,               EUR, /fixed,    number_out_of_range",
    "1e999999999,       ,               EUR, /fixed,    number_out_of_range",
    "0.00001,           ,               EUR, /fixed,    too_many_decimals",
    ",                  -1,             EUR, /perSend,  number_out_of_range",
    ",                  1000000000.1,   EUR, /perSend,  number_out_of_range",
    ",                  0.00001,        EUR, /perSend,  too_many_decimals",
    "1,                 ,               eur, /currency, invalid_value",
    "1,                 ,               ZZZ, /currency, invalid_value",
    "1,                 ,               '',  /currency, invalid_value",
  })
  void whatTheyCannotBeIsToldWhere(
      @Nullable String fixed,
      @Nullable String perSend,
      @Nullable String currency,
      String pointer,
      String code) {
    read(costs(fixed, perSend, currency), OFFERS_ALONE);

    assertThat(mistakes.found())
        .extracting(FieldProblem::pointer, FieldProblem::code)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("/costs" + pointer, code));
  }

  @Test
  void anotherCurrencyThanTheBudgetsIsRefused() {
    read(costs("1", null, "USD"), EUROS);

    assertThat(mistakes.found())
        .isEqualTo(
            List.of(
                new FieldProblem(
                    "/costs/currency",
                    "currency_mismatch",
                    "expected EUR as in the budget, received USD")));
  }

  @Test
  void whatWasWrittenIsReadAgain() {
    Costs costs = new Costs(new BigDecimal("1500"), new BigDecimal("0.008"), "EUR");

    assertThat(requireNonNull(CostsFields.of(costs)).toCosts()).isEqualTo(costs);
    assertThat(requireNonNull(CostsFields.of(costs)).fixed()).hasToString("1500");
    assertThat(CostsFields.of(null)).isNull();
  }
}
