package io.storeloop.campaign.audience;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storeloop.campaign.audience.KeptConnections.TooLongException;
import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.campaign.audience.ProfileAnswer.Unavailable;
import io.storeloop.common.edge.ApiKeyProperties;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Asks profile-service over HTTP, inside a deadline and without a second try: a page is waiting.
 * Whatever goes wrong is an {@link Unavailable}, never an exception.
 */
@Component
@EnableConfigurationProperties(AudienceProperties.class)
public class HttpProfiles implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(HttpProfiles.class);
  private static final int LONGEST_ANSWER = 512 * 1024;

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final String QUERY = "?predictions=";
  private static final String WELL = "answered";

  private final KeptConnections server;
  private final JsonMapper json;
  private final Duration deadline;
  private final Semaphore underWay;
  private final MeterRegistry meters;
  private final AtomicReference<String> lastState = new AtomicReference<>(WELL);

  HttpProfiles(
      AudienceProperties properties, ApiKeyProperties keys, JsonMapper json, MeterRegistry meters) {
    this.server =
        new KeptConnections(
            properties.profileUrl(),
            "Authorization: Bearer %s\r\n".formatted(keys.secret().getFirst()),
            properties.profileConnectTimeout(),
            LONGEST_ANSWER,
            properties.profileConcurrency());
    this.json = json;
    this.deadline = properties.profileDeadline();
    this.underWay = new Semaphore(properties.profileConcurrency());
    this.meters = meters;
  }

  /**
   * The profile of a shopper; an unknown shopper has an empty one.
   *
   * @param predicted whether somebody will look at predictions: they cost profile-service work
   */
  public ProfileAnswer ask(Shopper shopper, boolean predicted) {
    ProfileAnswer answer = ask(shopper, predicted, deadline);
    report(answer instanceof Unavailable(String reason) ? reason : WELL);
    return answer;
  }

  /** One line when trouble begins, changes or ends; not one for every page that is waiting. */
  private void report(String state) {
    if (!lastState.getAndSet(state).equals(state)) {
      if (state.equals(WELL)) {
        LOG.info("profile-service answers again");
      } else {
        LOG.warn("profile-service gives no usable answer: {}; decisions do without", state);
      }
    }
  }

  ProfileAnswer ask(Shopper shopper, boolean predicted, Duration within) {
    Timer.Sample timer = Timer.start(meters);
    ProfileAnswer answer = inTime(shopper, predicted, within);
    String outcome = answer instanceof Unavailable(String reason) ? reason : WELL;
    timer.stop(meters.timer("storeloop.campaign.profile.request", "outcome", outcome));
    return answer;
  }

  private ProfileAnswer inTime(Shopper shopper, boolean predicted, Duration within) {
    long end = System.nanoTime() + within.toNanos();
    try {
      if (!underWay.tryAcquire(within.toNanos(), TimeUnit.NANOSECONDS)) {
        return new Unavailable("too_many_under_way");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new Unavailable("interrupted");
    }
    try {
      String id = UriUtils.encode(shopper.key(), StandardCharsets.UTF_8);
      return read(shopper, server.get("/v1/profiles/" + id + QUERY + predicted, end));
    } catch (SocketTimeoutException late) {
      return new Unavailable("too_slow");
    } catch (TooLongException tooLong) {
      return new Unavailable("too_long");
    } catch (IOException unreachable) {
      return new Unavailable("unreachable");
    } finally {
      underWay.release();
    }
  }

  private ProfileAnswer read(Shopper shopper, KeptConnections.Answer answer) {
    if (answer.status() == NOT_FOUND) {
      JsonNode nothing = JsonNodeFactory.instance.objectNode();
      return new Known(
          shopper.userId(), new ProfileSubject(nothing, shopper.userId()), Optional.empty(), null);
    }
    return answer.status() == OK
        ? profile(shopper, answer.body())
        : new Unavailable("status_" + answer.status());
  }

  private ProfileAnswer profile(Shopper shopper, byte[] bytes) {
    try {
      JsonNode profile = json.readTree(bytes);
      if (!profile.isObject()) {
        return new Unavailable("unreadable");
      }
      String owner = text(profile.path("userId"));
      String userId = shopper.userId() == null ? owner : shopper.userId();
      return new Known(
          userId,
          new ProfileSubject(profile, userId),
          marketing(profile),
          instant(profile.path("asOf")));
    } catch (JacksonException | DateTimeException garbage) {
      return new Unavailable("unreadable");
    }
  }

  private static Optional<Boolean> marketing(JsonNode profile) {
    JsonNode said = profile.path("consent").path("marketing");
    return said.isBoolean() ? Optional.of(said.booleanValue()) : Optional.empty();
  }

  private static @Nullable String text(JsonNode node) {
    return node.isString() && !node.stringValue().isEmpty() ? node.stringValue() : null;
  }

  private static @Nullable Instant instant(JsonNode node) {
    String text = text(node);
    return text == null ? null : Instant.parse(text);
  }

  @Override
  public void destroy() {
    server.close();
  }
}
