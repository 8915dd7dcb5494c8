package io.storeloop.campaign.delivery.feed;

import io.storeloop.campaign.audience.Shopper;
import io.storeloop.common.edge.ApiKeyProperties;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks profile-service about many shoppers, page by page. An answer that is not one is a {@link
 * FeedAway}: whoever asks goes on later from where they were.
 */
@Component
public class HttpShopperFeed {
  private static final int PAGE = 200;
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration READ = Duration.ofSeconds(20);

  private final RestClient client;
  private final JsonMapper json;

  HttpShopperFeed(
      @Value("${storeloop.campaign.profile-url:http://127.0.0.1:8082}") URI profileUrl,
      ApiKeyProperties keys,
      JsonMapper json) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    var requests = new JdkClientHttpRequestFactory(http);
    requests.setReadTimeout(READ);
    this.client =
        RestClient.builder()
            .requestFactory(requests)
            .baseUrl(profileUrl.toString())
            .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + keys.secret().getFirst())
            .build();
    this.json = json;
  }

  /** profile-service did not answer, or not what was asked. */
  public static sealed class FeedAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FeedAway(String why) {
      super(why, null, false, false);
    }
  }

  /** profile-service knows no segment of that name. */
  public static final class UnknownSegment extends FeedAway {
    private static final long serialVersionUID = 1L;

    UnknownSegment() {
      super("profile-service knows no such segment");
    }
  }

  /** Somebody came into a segment, by something that happened or by time. */
  public record Entered(Shopper shopper, Instant at) {}

  /**
   * Who came in.
   *
   * @param nextCursor where to go on; there is always one
   */
  public record Entries(List<Entered> entered, boolean more, String nextCursor) {}

  /**
   * All shoppers, or the members of a segment.
   *
   * @throws UnknownSegment if there is no such segment
   */
  public ShopperPage shoppers(@Nullable String segment, @Nullable String cursor) {
    JsonNode page =
        segment == null
            ? get("/v1/profiles?limit={limit}&cursor={cursor}", PAGE, text(cursor))
            : get(
                "/v1/profiles?segment={segment}&limit={limit}&cursor={cursor}",
                segment,
                PAGE,
                text(cursor));
    List<Shopper> shoppers = new ArrayList<>();
    for (JsonNode profile : page.path("profiles")) {
      shopper(profile).ifPresent(shoppers::add);
    }
    return new ShopperPage(shoppers, page.path("nextCursor").asString(null));
  }

  /** Who came into a segment behind the cursor; not who only met a changed definition. */
  public Entries entries(String segment, @Nullable String cursor) {
    JsonNode page =
        get(
            "/v1/segments/{segment}/changes?limit={limit}&cursor={cursor}",
            segment,
            PAGE,
            text(cursor));
    List<Entered> entered = new ArrayList<>();
    for (JsonNode change : page.path("changes")) {
      if (change.path("change").asString("").equals("entered")
          && !change.path("cause").asString("").equals("definition")) {
        shopper(change)
            .ifPresent(shopper ->
                entered.add(new Entered(shopper, instant(change.path("at").asString("")))));
      }
    }
    return new Entries(
        entered, page.path("changes").size() == PAGE, page.path("nextCursor").asString(""));
  }

  /** Who is predicted to leave with at least that probability. */
  public ShopperPage atRisk(String threshold, @Nullable String cursor) {
    JsonNode page =
        get(
            "/v1/predictors/churn/watch?minProbability={threshold}&limit={limit}&cursor={cursor}",
            threshold,
            PAGE,
            text(cursor));
    List<Shopper> shoppers = new ArrayList<>();
    for (JsonNode customer : page.path("customers")) {
      shopper(customer).ifPresent(shoppers::add);
    }
    return new ShopperPage(shoppers, page.path("nextCursor").asString(null));
  }

  /** The predicted probability to leave; empty where evidence does not support one. */
  public OptionalDouble churn(String key) {
    JsonNode answer = get("/v1/profiles/{id}/predictions/churn", key);
    JsonNode probability = answer.path("probability");
    return probability.isNumber()
        ? OptionalDouble.of(probability.doubleValue())
        : OptionalDouble.empty();
  }

  private JsonNode get(String uri, Object... values) {
    try {
      String body = client.get().uri(uri, values).retrieve().body(String.class);
      return json.readTree(body == null ? "" : body);
    } catch (HttpClientErrorException.NotFound missing) {
      throw code(missing).equals("unknown_segment")
          ? new UnknownSegment()
          : new FeedAway("profile-service answered 404");
    } catch (RestClientException away) {
      throw new FeedAway("profile-service did not answer: " + away.getClass().getSimpleName());
    } catch (JacksonException garbage) {
      throw new FeedAway("profile-service answered no JSON");
    }
  }

  private String code(HttpClientErrorException problem) {
    try {
      return json.readTree(problem.getResponseBodyAsString()).path("code").asString("");
    } catch (JacksonException noProblem) {
      return "";
    }
  }

  private static Optional<Shopper> shopper(JsonNode node) {
    String userId = node.path("userId").asString(null);
    String anonymousId = node.path("anonymousId").asString(null);
    return userId == null && anonymousId == null
        ? Optional.empty()
        : Optional.of(new Shopper(userId, userId == null ? anonymousId : null));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException notATime) {
      throw new FeedAway("profile-service answered no time");
    }
  }

  private static String text(@Nullable String cursor) {
    return cursor == null ? "" : cursor;
  }
}
