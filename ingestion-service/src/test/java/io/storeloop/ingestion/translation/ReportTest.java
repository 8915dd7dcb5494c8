package io.storeloop.ingestion.translation;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.EventType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final FieldNames NAMES =
      new FieldNames(
          Map.of(
              "itemId", List.of("id", "sku"),
              "price", List.of("price"),
              "quantity", List.of("quantity"),
              "position", List.of("position")),
          Map.of("value", "revenue"));

  private static Properties of(Map<String, Object> properties) {
    return new Properties(properties, NAMES);
  }

  private static List<Map<String, Object>> events(
      EventType type, Map<String, Object> whole, List<Map<String, Object>> items) {
    List<Properties> each = items.stream().map(ReportTest::of).toList();
    return List.copyOf(
        new Report(type, Map.of("userId", "anna"), of(whole), each, Map.of()).events());
  }

  @Test
  void whatTheOrderAndItsFirstLineBothSayIsKeptForBoth() {
    List<Map<String, Object>> rows =
        events(
            EventType.PURCHASE,
            Map.of("coupon", "SPRING", "tax", 3),
            List.of(Map.of("id", "shoes", "coupon", "SHOES"), Map.of("sku", "socks")));

    assertThat(rows.get(0))
        .containsEntry("itemId", "shoes")
        .containsEntry(
            "properties", Map.of("coupon", "SHOES", "tax", 3, "order", Map.of("coupon", "SPRING")));
    assertThat(rows.get(1)).containsEntry("itemId", "socks").containsEntry("properties", Map.of());
  }

  @Test
  void theShopsOwnEventKeepsAPropertyThatDoesNotFitOurField() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("position", "top");
    properties.put("quantity", 2.5);
    properties.put("price", -1);
    properties.put("id", List.of(1));

    Map<String, Object> event = events(EventType.CUSTOM, properties, List.of()).getFirst();

    assertThat(event).containsOnlyKeys("userId", "type", "properties");
    assertThat(event.get("properties")).isEqualTo(properties);
  }

  @Test
  void theShopsOwnEventHasOurFieldsWhereTheyFit() {
    Map<String, Object> event =
        events(
                EventType.PAGE,
                Map.of("price", "19.90", "position", 3, "sku", 17, "hue", "red"),
                List.of())
            .getFirst();

    assertThat(event)
        .containsEntry("price", "19.90")
        .containsEntry("position", 3)
        .containsEntry("itemId", 17)
        .containsEntry("properties", Map.of("hue", "red"));
  }

  @Test
  void anOrderWithAPriceOfItsOwnKeepsItsTotalToo() {
    Map<String, Object> row =
        events(EventType.PURCHASE, Map.of("price", 20, "value", 40, "quantity", 2), List.of())
            .getFirst();

    assertThat(row).containsEntry("price", 20).containsEntry("quantity", 2);
    assertThat(row.get("properties")).isEqualTo(Map.of("revenue", 40));
  }

  @Test
  void aPropertyIsNotRenamedOverAnother() {
    Properties properties = of(Map.of("value", 1, "revenue", 2));

    assertThat(properties.left()).isEqualTo(Map.of("value", 1, "revenue", 2));
    assertThat(of(Map.of("value", 1)).left()).isEqualTo(Map.of("revenue", 1));
  }
}
