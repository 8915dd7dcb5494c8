package io.storeloop.campaign.audience;

import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.common.edge.ApiKeyProperties;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Asks profile-service who shoppers were at earlier moments; nobody is waiting for the answer. */
@Component
public class HttpPastProfiles {
  /** Shoppers and moments that profile-service takes at once. */
  public static final int MOST_SHOPPERS = 100;

  public static final int MOST_MOMENTS = 5_000;

  private static final Duration READ = Duration.ofSeconds(60);

  private final RestClient client;
  private final JsonMapper json;

  HttpPastProfiles(AudienceProperties properties, ApiKeyProperties keys, JsonMapper json) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    var requests = new JdkClientHttpRequestFactory(http);
    requests.setReadTimeout(READ);
    this.client =
        RestClient.builder()
            .requestFactory(requests)
            .baseUrl(properties.profileUrl().toString())
            .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + keys.secret().getFirst())
            .build();
    this.json = json;
  }

  /** profile-service did not answer, or not what was asked. */
  public static final class PastAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PastAway(String why) {
      super(why, null, false, false);
    }
  }

  /** A shopper and the moments, ascending. */
  public record Asked(Shopper shopper, List<Instant> moments) {
    public Asked {
      moments = List.copyOf(moments);
    }
  }

  /**
   * The profiles in the order asked, each shopper's at the moments asked; empty for a shopper to
   * whom more happened than profile-service looks at.
   *
   * @throws PastAway if profile-service does not answer
   */
  public List<Optional<List<Known>>> of(List<Asked> asked) {
    JsonNode answer = ask(asked).path("shoppers");
    if (answer.size() != asked.size()) {
      throw new PastAway("profile-service answered about other shoppers");
    }
    List<Optional<List<Known>>> profiles = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      JsonNode moments = answer.path(i).path("moments");
      profiles.add(
          answer.path(i).path("tooManyEvents").asBoolean(false)
              ? Optional.empty()
              : Optional.of(known(asked.get(i).shopper(), moments)));
    }
    return profiles;
  }

  private JsonNode ask(List<Asked> asked) {
    List<Map<String, Object>> shoppers =
        asked.stream()
            .map(one -> {
              String userId = one.shopper().userId();
              return Map.<String, Object>of(
                  userId == null ? "anonymousId" : "userId",
                  one.shopper().key(),
                  "moments",
                  one.moments().stream().map(Instant::toString).toList());
            })
            .toList();
    try {
      String body =
          client
              .post()
              .uri("/v1/profiles/as-of")
              .contentType(MediaType.APPLICATION_JSON)
              .body(json.writeValueAsString(Map.of("shoppers", shoppers)))
              .retrieve()
              .body(String.class);
      return json.readTree(body == null ? "" : body);
    } catch (RestClientException away) {
      throw new PastAway("profile-service did not answer: " + away.getClass().getSimpleName());
    } catch (JacksonException garbage) {
      throw new PastAway("profile-service answered no JSON");
    }
  }

  private static List<Known> known(Shopper shopper, JsonNode moments) {
    List<Known> known = new ArrayList<>();
    for (JsonNode moment : moments) {
      JsonNode profile = moment.path("profile");
      boolean there = profile.isObject();
      String userId = there ? text(profile.path("userId")) : null;
      String recognised = shopper.userId() == null ? userId : shopper.userId();
      JsonNode said = profile.path("consent").path("marketing");
      known.add(
          new Known(
              recognised,
              new ProfileSubject(
                  there ? profile : JsonNodeFactory.instance.objectNode(), recognised),
              said.isBoolean() ? Optional.of(said.booleanValue()) : Optional.empty(),
              Instant.parse(moment.path("at").asString())));
    }
    return known;
  }

  private static @Nullable String text(JsonNode node) {
    return node.isString() && !node.stringValue().isEmpty() ? node.stringValue() : null;
  }
}
