package io.storeloop.campaign.decision;

import io.storeloop.campaign.lifecycle.Campaigns;
import io.storeloop.campaign.policy.JdbcPolicies;
import io.storeloop.campaign.revision.JdbcRevision;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The started campaigns and the policy, kept in memory and prepared to be asked. A change that this
 * process made is in force with its commit, one of another process within {@code
 * storeloop.campaign.decision.change-delay}: nothing older than that is ever given out without
 * comparing the revision. Thread-safe.
 */
@Component
@EnableConfigurationProperties(DecisionProperties.class)
public class RunningCampaigns {
  private final Campaigns campaigns;
  private final JdbcPolicies policies;
  private final JdbcRevision revision;
  private final long delayNanos;
  private final Object checking = new Object();
  private final AtomicReference<@Nullable Snapshot> snapshot = new AtomicReference<>();

  RunningCampaigns(
      Campaigns campaigns,
      JdbcPolicies policies,
      JdbcRevision revision,
      DecisionProperties properties) {
    this.campaigns = campaigns;
    this.policies = policies;
    this.revision = revision;
    this.delayNanos = properties.changeDelay().toNanos();
  }

  public InForce current() {
    Snapshot seen = snapshot.get();
    return seen != null && isCurrent(seen) ? seen.inForce : checked();
  }

  private boolean isCurrent(Snapshot seen) {
    return System.nanoTime() - seen.checkedNanos < delayNanos
        && seen.inForce.revision() >= revision.madeHere();
  }

  /** One asks the database; whoever comes meanwhile waits for its answer. */
  private InForce checked() {
    synchronized (checking) {
      Snapshot seen = snapshot.get();
      if (seen != null && isCurrent(seen)) {
        return seen.inForce;
      }
      long now = System.nanoTime();
      InForce inForce =
          seen != null && seen.inForce.revision() == revision.current() ? seen.inForce : read();
      snapshot.set(new Snapshot(inForce, now));
      return inForce;
    }
  }

  private InForce read() {
    return campaigns.atOneMoment(
        () -> new InForce(revision.current(), campaigns.running(), policies.current()));
  }

  /** What was in force when it was last compared, at that time of the process's clock. */
  private record Snapshot(InForce inForce, long checkedNanos) {}
}
