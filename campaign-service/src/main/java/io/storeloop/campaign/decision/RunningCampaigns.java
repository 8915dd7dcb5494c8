package io.storeloop.campaign.decision;

import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.Campaigns;
import io.storeloop.campaign.policy.JdbcPolicies;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The started campaigns and the policy, kept in memory in the order in which they are asked, and
 * never stale: every question compares the revision, and a change is in force with its commit.
 * Thread-safe.
 */
@Component
class RunningCampaigns {
  private final Campaigns campaigns;
  private final JdbcPolicies policies;
  private final Object loading = new Object();
  private final AtomicReference<@Nullable Snapshot> snapshot = new AtomicReference<>();

  RunningCampaigns(Campaigns campaigns, JdbcPolicies policies) {
    this.campaigns = campaigns;
    this.policies = policies;
  }

  InForce current() {
    long revision = campaigns.revision();
    Snapshot seen = snapshot.get();
    return seen != null && seen.revision >= revision ? seen.inForce : load(revision);
  }

  private InForce load(long revision) {
    synchronized (loading) {
      Snapshot seen = snapshot.get();
      if (seen != null && seen.revision >= revision) {
        return seen.inForce;
      }
      // read after the revision: what is read may be newer than its number, never older
      List<Campaign> running = campaigns.running().stream().sorted(Selection.PRECEDENCE).toList();
      Snapshot read = new Snapshot(revision, new InForce(running, policies.current()));
      snapshot.set(read);
      return read.inForce;
    }
  }

  private record Snapshot(long revision, InForce inForce) {}
}
