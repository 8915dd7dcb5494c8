package io.storeloop.campaign.audience;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.storeloop.campaign.audience.KeptConnections.TooLongException;
import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.campaign.audience.ProfileAnswer.Unavailable;
import io.storeloop.common.combining.CombinedCalls;
import io.storeloop.common.edge.ApiKeyProperties;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks profile-service over HTTP, inside a deadline and without a second try: a page is waiting.
 * Questions that come at the same time go together. Whatever goes wrong is an {@link Unavailable},
 * never an exception.
 */
@Component
@EnableConfigurationProperties(AudienceProperties.class)
public class HttpProfiles implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(HttpProfiles.class);
  private static final int LONGEST_ANSWER = 8 * 1024 * 1024;

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final String WELL = "answered";
  private static final String TOO_LONG = "too_long";

  private final KeptConnections server;
  private final JsonMapper json;
  private final Duration deadline;
  private final MeterRegistry meters;
  private final CombinedCalls<Asked, ProfileAnswer> questions;
  private final CombinedCalls<Asked, ProfileAnswer> predictedQuestions;
  private final AtomicReference<String> lastState = new AtomicReference<>(WELL);

  /** A question that must be answered by then, of {@link System#nanoTime}. */
  private record Asked(Shopper shopper, long until) {}

  HttpProfiles(
      AudienceProperties properties, ApiKeyProperties keys, JsonMapper json, MeterRegistry meters) {
    this.server =
        new KeptConnections(
            properties.profileUrl(),
            "Authorization: Bearer %s\r\n".formatted(keys.secret().getFirst()),
            properties.profileConnectTimeout(),
            LONGEST_ANSWER,
            2 * properties.profileConcurrency());
    this.json = json;
    this.deadline = properties.profileDeadline();
    this.meters = meters;
    this.questions =
        new CombinedCalls<>(
            "campaign-profiles",
            group -> answers(group, false),
            properties.profileConcurrency(),
            properties.profileGroup());
    // apart from the others, because predictions may take their time
    this.predictedQuestions =
        new CombinedCalls<>(
            "campaign-profiles-predicted",
            group -> answers(group, true),
            properties.profileConcurrency(),
            properties.profileGroup());
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
    long until = System.nanoTime() + within.toNanos();
    try {
      return (predicted ? predictedQuestions : questions).call(new Asked(shopper, until), until);
    } catch (TimeoutException late) {
      return new Unavailable("too_slow");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return new Unavailable("interrupted");
    }
  }

  /** In the order of the questions; whose time is over before the others' does not wait for it. */
  private List<ProfileAnswer> answers(List<Asked> group, boolean predicted) {
    long until = group.stream().mapToLong(Asked::until).max().orElseThrow();
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("predictions", predicted);
    ArrayNode ids = request.putArray("ids");
    group.forEach(one -> ids.add(one.shopper().key()));
    try {
      KeptConnections.Answer answer =
          server.post("/v1/profiles/lookup", json.writeValueAsBytes(request), until);
      return answer.status() == BAD_REQUEST && group.size() > 1
          ? halves(group, predicted)
          : read(group, answer);
    } catch (SocketTimeoutException late) {
      return all(group, "too_slow");
    } catch (TooLongException tooLong) {
      return group.size() > 1 ? halves(group, predicted) : all(group, TOO_LONG);
    } catch (IOException unreachable) {
      return all(group, "unreachable");
    }
  }

  /** One question that cannot be answered does not cost the others their answer. */
  private List<ProfileAnswer> halves(List<Asked> group, boolean predicted) {
    int middle = group.size() / 2;
    List<ProfileAnswer> answers = new ArrayList<>(answers(group.subList(0, middle), predicted));
    answers.addAll(answers(group.subList(middle, group.size()), predicted));
    return answers;
  }

  private static List<ProfileAnswer> all(List<Asked> group, String reason) {
    return Collections.nCopies(group.size(), new Unavailable(reason));
  }

  private List<ProfileAnswer> read(List<Asked> group, KeptConnections.Answer answer) {
    if (answer.status() != OK) {
      return all(group, "status_" + answer.status());
    }
    try {
      JsonNode shoppers = json.readTree(answer.body()).path("shoppers");
      if (shoppers.size() != group.size()) {
        return all(group, "unreadable");
      }
      List<ProfileAnswer> answers = new ArrayList<>();
      for (int i = 0; i < group.size(); i++) {
        answers.add(profile(group.get(i).shopper(), shoppers.path(i).path("profile")));
      }
      return answers;
    } catch (JacksonException garbage) {
      return all(group, "unreadable");
    }
  }

  private static ProfileAnswer profile(Shopper shopper, JsonNode profile) {
    if (profile.isMissingNode() || profile.isNull()) {
      JsonNode nothing = JsonNodeFactory.instance.objectNode();
      return new Known(
          shopper.userId(), new ProfileSubject(nothing, shopper.userId()), Optional.empty(), null);
    }
    if (!profile.isObject()) {
      return new Unavailable("unreadable");
    }
    try {
      String owner = text(profile.path("userId"));
      String userId = shopper.userId() == null ? owner : shopper.userId();
      return new Known(
          userId,
          new ProfileSubject(profile, userId),
          marketing(profile),
          instant(profile.path("asOf")));
    } catch (DateTimeException garbage) {
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
