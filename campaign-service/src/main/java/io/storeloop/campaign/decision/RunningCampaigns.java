package io.storeloop.campaign.decision;

import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.Campaigns;
import io.storeloop.common.conditions.AskedPaths;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The running campaigns, kept in memory in the order in which they are asked, and never stale:
 * every question compares the revision, and a change is in force with its commit. Thread-safe.
 */
@Component
class RunningCampaigns {
  private final Campaigns campaigns;
  private final Object loading = new Object();
  private volatile Running latest = new Running(-1, List.of());

  RunningCampaigns(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  Running current() {
    long revision = campaigns.revision();
    Running seen = latest;
    return seen.revision >= revision ? seen : load(revision);
  }

  private Running load(long revision) {
    synchronized (loading) {
      if (latest.revision < revision) {
        // read after the revision: the list may be newer than its number, never older
        latest =
            new Running(
                revision, campaigns.running().stream().sorted(Selection.PRECEDENCE).toList());
      }
      return latest;
    }
  }

  /**
   * The campaigns that ran at one moment.
   *
   * @param predicted whether the condition of one of them looks at a prediction
   */
  record Running(long revision, List<Campaign> campaigns, boolean predicted) {
    Running {
      campaigns = List.copyOf(campaigns);
    }

    Running(long revision, List<Campaign> campaigns) {
      this(
          revision,
          campaigns,
          campaigns.stream()
              .map(campaign -> campaign.plan().condition())
              .anyMatch(AskedPaths::includePrediction));
    }
  }
}
