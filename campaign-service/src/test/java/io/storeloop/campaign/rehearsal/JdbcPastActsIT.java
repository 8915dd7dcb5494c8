package io.storeloop.campaign.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.outcome.SharedTablet;
import io.storeloop.common.events.Event;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JdbcPastActsIT {
  private static final TestDatabase DATABASE = TestDatabase.create();

  private final JdbcPastActs past =
      new JdbcPastActs(DATABASE.as(ServiceRole.CAMPAIGN), JsonMapper.shared());

  @Test
  void whatASharedDeviceDidIsItsFirstUsersOnlyBefore() {
    SharedTablet.in(DATABASE, "view", "purchase");

    assertThat(past.acts(new Shopper("first", null), SharedTablet.MORNING, 10))
        .extracting(Event::messageId)
        .containsExactly("before");
    assertThat(past.acts(new Shopper(null, "tablet"), SharedTablet.MORNING, 10))
        .extracting(Event::messageId)
        .containsExactly("after");
    assertThat(past.shoppers(SharedTablet.MORNING, SharedTablet.EVENING, 10))
        .containsExactlyInAnyOrder(
            new Shopper("first", null), new Shopper("second", null), new Shopper(null, "tablet"));
    assertThat(past.count(SharedTablet.MORNING, SharedTablet.EVENING)).isEqualTo(3);
  }
}
