package io.storeloop.campaign.offer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storeloop.campaign.offer.OfferKind.Recommendations;
import io.storeloop.common.edge.ApiKeyProperties;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks recommendation-service for the items of an offer, inside a deadline and without a second
 * try: a page is waiting. Whatever goes wrong is an empty answer, never an exception.
 */
@Component
@EnableConfigurationProperties(OfferProperties.class)
public class HttpRecommendations implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(HttpRecommendations.class);
  private static final int LONGEST_ANSWER = 256 * 1024;
  private static final int OK = 200;
  private static final String WELL = "answered";

  private final HttpClient client;
  private final URI address;
  private final String key;
  private final Duration deadline;
  private final Semaphore underWay;
  private final JsonMapper json;
  private final MeterRegistry meters;
  private final AtomicReference<String> lastState = new AtomicReference<>(WELL);

  HttpRecommendations(
      OfferProperties properties, ApiKeyProperties keys, JsonMapper json, MeterRegistry meters) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(properties.recommendationConnectTimeout())
            .build();
    this.address = URI.create(properties.recommendationUrl() + "/v1/recommendations");
    this.key = keys.secret().getFirst();
    this.deadline = properties.recommendationDeadline();
    this.underWay = new Semaphore(properties.recommendationConcurrency());
    this.json = json;
    this.meters = meters;
  }

  /**
   * The items that were picked, how they are to be named when they are shown, and the model that
   * picked them.
   */
  public record Picked(
      @Nullable String recommendationId, @Nullable String modelVersion, JsonNode items) {}

  /**
   * The items for a shopper, as recommendation-service tells them; empty if it does not in time.
   *
   * @throws IllegalStateException inside a transaction, which would keep a connection of the
   *     database while the answer takes its time
   */
  public Optional<Picked> ask(
      @Nullable String userId,
      @Nullable String anonymousId,
      String placement,
      Recommendations wanted) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("recommendation-service is asked inside a transaction");
    }
    Timer.Sample timer = Timer.start(meters);
    ObjectNode question = json.createObjectNode();
    question.put("placement", placement).put("numResults", wanted.numResults());
    if (userId != null) {
      question.put("userId", userId);
    } else {
      question.put("anonymousId", anonymousId);
    }
    if (wanted.filter() != null) {
      question.set("filter", wanted.filter());
    }
    AtomicReference<String> state = new AtomicReference<>(WELL);
    Optional<Picked> picked = inTime(question.toString(), state);
    report(state.get());
    timer.stop(meters.timer("storeloop.campaign.recommendation.request", "outcome", state.get()));
    return picked;
  }

  private Optional<Picked> inTime(String question, AtomicReference<String> state) {
    if (!underWay.tryAcquire()) {
      state.set("too_many_under_way");
      return Optional.empty();
    }
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            HttpRequest.newBuilder(address)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + key)
                .header(HttpHeaders.CONTENT_TYPE, "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build(),
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
    try {
      return read(answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS), state);
    } catch (TimeoutException late) {
      state.set("too_slow");
    } catch (ExecutionException failure) {
      state.set("unreachable");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      state.set("interrupted");
    } finally {
      answer.cancel(true);
      underWay.release();
    }
    return Optional.empty();
  }

  private Optional<Picked> read(HttpResponse<byte[]> response, AtomicReference<String> state) {
    if (response.statusCode() != OK) {
      state.set("status_" + response.statusCode());
      return Optional.empty();
    }
    try {
      JsonNode answer = json.readTree(response.body());
      JsonNode items = answer.path("items");
      if (!items.isArray() || items.isEmpty()) {
        state.set(items.isArray() ? "nothing" : "unreadable");
        return Optional.empty();
      }
      return Optional.of(
          new Picked(
              answer.path("recommendationId").asString(null),
              answer.path("modelVersion").asString(null),
              items));
    } catch (JacksonException garbage) {
      state.set("unreadable");
      return Optional.empty();
    }
  }

  /** One line when trouble begins, changes or ends; not one for every page that is waiting. */
  private void report(String state) {
    if (!lastState.getAndSet(state).equals(state)) {
      if (state.equals(WELL)) {
        LOG.info("recommendation-service answers again");
      } else {
        LOG.warn("recommendation-service gives no usable answer: {}; offers do without", state);
      }
    }
  }

  @Override
  public void destroy() {
    client.shutdownNow();
  }
}
