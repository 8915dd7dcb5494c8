package io.storeloop.recommendation.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.common.edge.ProblemException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ItemFiltersTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ItemFilters filters = new ItemFilters(JSON);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"colour": "red"}                          | unknown_path          | /filter/colour
          {"prise": {"$lt": 5}}                      | unknown_path          | /filter/prise
          {"price": {"$lt": "cheap"}}                | wrong_type            | /filter/price/$lt
          {"brand": {"$regex": "A.*"}}               | unknown_operator      | /filter/brand/$regex
          {"inStock": {"$gt": true}}                 | operator_not_allowed  | /filter/inStock/$gt
          {"performed": {"type": "view"}}            | performed_not_allowed | /filter/performed
          {"category": {"$in": []}}                  | empty_list            | /filter/category/$in
          "brand"                                    | expected_object       | /filter
          """)
  void aMistakeIsRefusedWithItsPlace(String filter, String code, String pointer) {
    assertThatThrownBy(() -> filters.received(JSON.readTree(filter), "/filter"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.errors().getFirst().pointer()).isEqualTo(pointer);
            });
  }

  @Test
  void aFilterInTheAddressThatIsNoJsonIsRefusedByName() {
    assertThatThrownBy(() -> filters.parameter("{brand", "filter"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("malformed_json");
              assertThat(problem.errors().getFirst().pointer()).isEqualTo("?filter");
            });
  }

  @Test
  void nullIsAllItemsWhereAFilterMayBeLeftOutAndAMistakeWhereItIsNeeded() {
    assertThat(filters.received(JSON.readTree("null"), "/filter")).isEqualTo(ItemFilter.ALL);
    assertThatThrownBy(() -> filters.required(JSON.readTree("null"), "/condition"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.errors().getFirst().pointer()).isEqualTo("/condition"));
  }

  @Test
  void theSameFilterIsMadeOnce() {
    ItemFilter first = filters.parameter("{\"brand\": \"Acme\"}", "filter");

    assertThat(filters.parameter("{\"brand\": \"Acme\"}", "filter")).isSameAs(first);
  }

  @Test
  void whatIsKeptIsBounded() {
    for (int number = 0; number < 3 * ItemFilters.MAX_KEPT; number++) {
      filters.parameter("{\"price\": " + number + "}", "filter");
    }
    String longFilter = "{\"brand\": \"" + "x".repeat(1_000) + "\"}";

    assertThat(filters.parameter(longFilter, "filter"))
        .isEqualTo(filters.parameter(longFilter, "filter"));
    assertThat(filters.keptCount()).isLessThanOrEqualTo(ItemFilters.MAX_KEPT);
  }

  @Test
  void aConjunctionTellsWhatItRequires() {
    ItemFilter filter =
        filters.parameter(
            "{\"category\": {\"$in\": [\"shoes\", \"hats\"]}, \"price\": {\"$lt\": 50}}", "filter");

    assertThat(filter.categories()).hasValue(Set.of("shoes", "hats"));
    assertThat(filter.itemIds()).isEmpty();
    assertThat(
            filters
                .parameter("{\"$or\": [{\"category\": \"a\"}, {\"price\": 1}]}", "f")
                .categories())
        .isEmpty();
  }
}
