package io.storeloop.campaign.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService;
import io.storeloop.campaign.RunningCampaignService.Answer;
import io.storeloop.campaign.delivery.SendingCampaigns;
import io.storeloop.common.schema.ServiceDatabase;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CouponBudgetIT {
  private static final String POOL = "/v1/coupon-pools/late-budget";

  private final RunningCampaignService service = RunningCampaignService.shared();

  @Test
  void aBudgetThatIsSetWhileARedemptionIsUnderWayHolds() throws Exception {
    service.put(POOL, "{\"name\": \"Pool\"}");
    service.upload(POOL + "/codes", "text/csv", "code\nA\nB\n");
    JdbcCoupons coupons = service.part(JdbcCoupons.class);
    ServiceDatabase database = service.part(ServiceDatabase.class);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Answer> bounded =
          Objects.requireNonNull(
              database
                  .transactions()
                  .execute(status -> {
                    coupons.redeem("late-budget", "A", null, null, Instant.now());
                    Future<Answer> call = threads.submit(this::bound);
                    SendingCampaigns.await(() -> call.isDone() || isWaiting());
                    return call;
                  }));
      assertThat(bounded.get().status()).isEqualTo(200);
    }

    assertThat(service.post(POOL + "/redemptions", "{\"code\": \"B\"}").code())
        .isEqualTo("coupon_budget_spent");
    assertThat(service.get(POOL).body().path("redeemed").asInt()).isEqualTo(1);
  }

  private Answer bound() {
    return service.put(POOL, "{\"name\": \"Pool\", \"maxRedemptions\": 1}");
  }

  private boolean isWaiting() {
    return service
        .database
        .owner()
        .sql(
            """
            select exists (select from pg_stat_activity
                           where wait_event_type = 'Lock' and query like '%insert into coupon_pool%')
            """)
        .query(Boolean.class)
        .single();
  }
}
