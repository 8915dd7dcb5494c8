package io.storeloop.campaign.decision;

import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.Campaigns;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The running campaigns, kept in memory in the order in which they are asked, and never stale:
 * every question compares the revision, and a change is in force with its commit. Thread-safe.
 */
@Component
public class RunningCampaigns {
  private final Campaigns campaigns;
  private final Object loading = new Object();
  private volatile Snapshot snapshot = new Snapshot(-1, List.of());

  RunningCampaigns(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  public List<Campaign> current() {
    long revision = campaigns.revision();
    Snapshot seen = snapshot;
    return seen.revision >= revision ? seen.campaigns : load(revision);
  }

  private List<Campaign> load(long revision) {
    synchronized (loading) {
      if (snapshot.revision < revision) {
        // read after the revision: the list may be newer than its number, never older
        List<Campaign> running = campaigns.running().stream().sorted(Selection.PRECEDENCE).toList();
        snapshot = new Snapshot(revision, running);
      }
      return snapshot.campaigns;
    }
  }

  private record Snapshot(long revision, List<Campaign> campaigns) {}
}
