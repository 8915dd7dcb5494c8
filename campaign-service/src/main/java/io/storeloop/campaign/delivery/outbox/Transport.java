package io.storeloop.campaign.delivery.outbox;

import io.storeloop.campaign.message.Channel;

/**
 * One way out. The same send may come twice: it hands its id to the receiver, who knows the
 * repetition by it.
 */
public interface Transport {
  Channel channel();

  Verdict send(Envelope envelope);
}
