package io.storeloop.campaign.delivery.outbox;

import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.campaign.lifecycle.Campaign;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether an occasion is over: asked at the last moment, from facts and not from what was noted.
 */
@FunctionalInterface
public interface ExitRule {
  /** Why it must not be sent any more, or not now; empty: nothing is against it. */
  Optional<Verdict> check(Send send, Campaign campaign, Known profile, Instant now);
}
