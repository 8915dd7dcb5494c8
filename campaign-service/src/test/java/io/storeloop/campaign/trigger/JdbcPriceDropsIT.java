package io.storeloop.campaign.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.outcome.SharedTablet;
import io.storeloop.campaign.trigger.JdbcPriceDrops.View;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

class JdbcPriceDropsIT {
  private static final TestDatabase DATABASE = TestDatabase.create();

  private final JdbcPriceDrops prices = new JdbcPriceDrops(DATABASE.as(ServiceRole.CAMPAIGN));

  @Test
  void whatASharedDeviceSawIsItsFirstUsersOnlyBefore() {
    SharedTablet.in(DATABASE, "view", "view");

    List<View> views = prices.views(List.of("SHOES"), SharedTablet.MORNING, null, 10);

    assertThat(views)
        .extracting(View::shopper)
        .containsExactly(new Shopper("first", null), new Shopper(null, "tablet"));
  }

  @Test
  void whatASharedDeviceBoughtAfterwardsIsNotItsFirstUsers() {
    SharedTablet.in(DATABASE, "view", "purchase");

    List<View> views = prices.views(List.of("SHOES"), SharedTablet.MORNING, null, 10);

    assertThat(views).extracting(View::bought).containsExactly(false);
  }
}
