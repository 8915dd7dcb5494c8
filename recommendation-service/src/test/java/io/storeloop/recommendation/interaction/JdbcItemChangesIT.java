package io.storeloop.recommendation.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.conditions.Value;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JdbcItemChangesIT {
  private final TestDatabase database = TestDatabase.create();

  @Test
  void whatTheCatalogueSaysOfAnItemArrivesWhole() {
    database
        .owner()
        .sql(
            """
            insert into item (item_id, name, category, brand, price, currency, attributes, updated_at, created_at)
            values ('shoes', 'Red Shoes', 'sport', 'Acme', 49.90, 'EUR', '{"colour": "red"}', now(),
                    '2026-05-04T10:00:00Z'),
                   ('socks', null, null, null, null, null, '{}', now(), null)
            """)
        .update();
    Catalogue catalogue = new Catalogue();

    try (ServiceDatabase door = database.as(ServiceRole.RECOMMENDATION)) {
      for (JdbcItemChanges.Change change :
          new JdbcItemChanges(door.jdbc(), JsonMapper.shared())
              .readAfter(JdbcItemChanges.Cursor.START, 10)) {
        catalogue.put(
            change.cursor().itemId(),
            change.name(),
            change.category(),
            change.inStock(),
            change.deleted(),
            change.details());
      }
    }

    CatalogueItem shoes = catalogue.find("shoes").orElseThrow();
    assertThat(shoes.brand()).isEqualTo("Acme");
    assertThat(shoes.price()).isEqualByComparingTo("49.9");
    assertThat(shoes.details().currency()).isEqualTo("EUR");
    assertThat(shoes.details().attributes()).containsEntry("colour", Value.of("red"));
    assertThat(shoes.details().createdAt())
        .isEqualTo(Instant.parse("2026-05-04T10:00:00Z").toEpochMilli());
    assertThat(catalogue.find("socks").orElseThrow().details()).isEqualTo(ItemDetails.NONE);
  }
}
