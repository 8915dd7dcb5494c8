package io.storeloop.campaign.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;

class CouponGenerationJobTest {
  private static final CouponProperties SETTINGS =
      new CouponProperties(10, 10, Duration.ofMillis(1));

  @Test
  void aDatabaseThatWasAwayIsAskedAgain() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(3);
    CouponGenerationJob job =
        new CouponGenerationJob(
            () -> {
              asked.countDown();
              throw new CannotCreateTransactionException("away");
            },
            SETTINGS);

    job.begin();

    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    job.destroy();
  }
}
