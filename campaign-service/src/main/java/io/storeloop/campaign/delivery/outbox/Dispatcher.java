package io.storeloop.campaign.delivery.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.campaign.delivery.DeliveryProperties;
import io.storeloop.campaign.message.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Takes one send at a time from the outbox, asks whether it may still leave, hands it to its
 * channel, and writes down what became of it.
 *
 * <p>Queued once is certain: a unique key. On the wire it is at least once: whoever dies between
 * the receiver's yes and our note leaves a send that is repeated, with the same id.
 */
@Component
public class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final JdbcOutbox outbox;
  private final SendCheck check;
  private final Map<Channel, Transport> transports = new EnumMap<>(Channel.class);
  private final DeliveryProperties properties;
  private final Backoff backoff;
  private final Destinations destinations;
  private final RandomGenerator random;
  private final MeterRegistry meters;

  Dispatcher(
      JdbcOutbox outbox,
      SendCheck check,
      List<Transport> transports,
      DeliveryProperties properties,
      @Qualifier("campaignRandom") RandomGenerator random,
      MeterRegistry meters) {
    this.outbox = outbox;
    this.check = check;
    transports.forEach(transport -> this.transports.put(transport.channel(), transport));
    this.properties = properties;
    this.backoff = new Backoff(properties.firstRetry(), properties.longestRetry());
    this.destinations = new Destinations(properties.destination());
    this.random = random;
    this.meters = meters;
  }

  /** Deals with the next send; false if none is due at that moment. */
  public boolean step(Instant now) {
    Optional<Send> claimed = outbox.claim(now, properties.lease(), destinations.closed(now));
    claimed.ifPresent(send -> write(send, verdict(send, now), now));
    return claimed.isPresent();
  }

  private Verdict verdict(Send send, Instant now) {
    if (send.attempts() > properties.maxAttempts()) {
      return new Verdict.Refused("attempts_exhausted");
    }
    try {
      return switch (check.of(send, now)) {
        case SendCheck.Answer.No(Verdict verdict) -> verdict;
        case SendCheck.Answer.Yes(Envelope envelope) -> {
          Transport transport = transports.get(envelope.plan().channel());
          yield transport == null
              ? new Verdict.Refused("channel_unknown")
              : bounded(transport, envelope, now);
        }
      };
    } catch (RuntimeException failure) {
      // the message of an error may repeat the shopper
      LOG.error("send {} failed: {}", send.id(), failure.getClass().getName());
      return new Verdict.Later("internal_error", null);
    }
  }

  /** Unless its destination has all the workers that it may have. */
  private Verdict bounded(Transport transport, Envelope envelope, Instant now) {
    String destination = Destinations.of(envelope.plan());
    if (!destinations.enter(destination, now)) {
      return new Verdict.Postponed("destination_busy", now.plus(properties.pollInterval()));
    }
    long begun = System.nanoTime();
    boolean answered = true;
    try {
      Verdict verdict = transport.send(envelope);
      answered = !(verdict instanceof Verdict.Later later && later.isSilence());
      return verdict;
    } finally {
      destinations.leave(destination, answered, now.plusNanos(System.nanoTime() - begun));
    }
  }

  private void write(Send send, Verdict verdict, Instant now) {
    switch (verdict) {
      case Verdict.Delivered() -> {
        outbox.sent(send, now);
        meters
            .timer("storeloop.campaign.send.delay")
            .record(Duration.between(send.plannedAt(), now));
        count("sent", "none");
      }
      case Verdict.Suppressed(String reason) -> {
        outbox.finish(send, "suppressed", reason, now);
        count("suppressed", reason);
      }
      case Verdict.Refused(String reason) -> {
        outbox.finish(send, "failed", reason, now);
        count("failed", reason);
      }
      case Verdict.Postponed(String reason, Instant until) -> {
        outbox.requeue(send, reason, until, false);
        count("postponed", reason);
      }
      case Verdict.Later(String reason, var wait) -> {
        if (send.attempts() >= properties.maxAttempts()) {
          outbox.finish(send, "failed", reason, now);
          count("failed", reason);
        } else {
          outbox.requeue(send, reason, now.plus(pause(send, wait)), true);
          count("retried", reason);
        }
      }
    }
  }

  private Duration pause(Send send, @Nullable Duration wished) {
    Duration ours = backoff.after(send.attempts(), random);
    if (wished == null || wished.compareTo(ours) <= 0) {
      return ours;
    }
    return wished.compareTo(properties.longestRetry()) > 0 ? properties.longestRetry() : wished;
  }

  private void count(String outcome, String reason) {
    meters.counter("storeloop.campaign.send", "outcome", outcome, "reason", reason).increment();
  }
}
