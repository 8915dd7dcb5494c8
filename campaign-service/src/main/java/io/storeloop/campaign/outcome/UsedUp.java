package io.storeloop.campaign.outcome;

import io.storeloop.campaign.cap.JdbcCaps;
import io.storeloop.campaign.cap.JdbcClaimants;
import io.storeloop.campaign.coupon.JdbcCoupons;
import java.util.Collection;
import java.util.List;

/**
 * What was used up on a browser before a second user was seen on it stays with the first, and the
 * browser, which is nobody's from then on, begins anew.
 */
final class UsedUp {
  private final JdbcClaimants claimants;
  private final JdbcCaps caps;
  private final JdbcCoupons coupons;

  UsedUp(JdbcClaimants claimants, JdbcCaps caps, JdbcCoupons coupons) {
    this.claimants = claimants;
    this.caps = caps;
    this.coupons = coupons;
  }

  /** Inside the caller's transaction; waits for claims under way on these browsers. */
  void part(Collection<Device> devices) {
    List<Device> shared =
        devices.stream()
            .filter(device -> device.isMerged() && device.sharedFrom() != null)
            .toList();
    if (shared.isEmpty()) {
      return;
    }
    String[] browsers = shared.stream().map(Device::anonymousId).toArray(String[]::new);
    String[] users = shared.stream().map(Device::userId).toArray(String[]::new);
    claimants.lock(browsers);
    caps.handOver(browsers, users);
    coupons.handOver(browsers, users);
  }
}
