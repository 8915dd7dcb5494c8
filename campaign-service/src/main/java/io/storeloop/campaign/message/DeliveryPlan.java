package io.storeloop.campaign.message;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a campaign reaches its shoppers by itself.
 *
 * @param webhookId the destination; absent unless the channel is a webhook
 * @param trigger the occasion; absent where nothing is sent
 * @param steps in their order, at most {@value #MOST_STEPS}; empty where nothing is sent
 * @param quietHours when nothing leaves; absent: at any hour
 * @param repeatAfter how long after an occasion the same shopper has no other of this campaign
 * @param cancelOnPurchase whether what was bought since the occasion stops what is still waiting
 * @param json as people wrote it
 */
public record DeliveryPlan(
    Channel channel,
    @Nullable UUID webhookId,
    @Nullable Trigger trigger,
    List<Step> steps,
    @Nullable QuietHours quietHours,
    Duration repeatAfter,
    boolean cancelOnPurchase,
    ObjectNode json) {
  public static final int MOST_STEPS = 10;
  public static final Duration DEFAULT_REPEAT = Duration.ofDays(1);
  static final Duration LONGEST = Duration.ofDays(365);

  public DeliveryPlan {
    steps = List.copyOf(steps);
    if (channel.sends() && (steps.isEmpty() || trigger == null)) {
      throw new IllegalArgumentException("what is sent needs a trigger and a step");
    }
  }

  /**
   * One message of the sequence.
   *
   * @param after from the occasion on
   */
  public record Step(Duration after, Message message) {}

  /**
   * Templates; see {@link Template}.
   *
   * @param html absent: the mail is plain text
   */
  public record Message(Template subject, Template text, @Nullable Template html) {}
}
