package io.storeloop.campaign;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.storeloop.common.ids.IdentitySignatures;
import io.storeloop.common.ids.SignatureFixture;
import io.storeloop.common.schema.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** campaign-service on a fresh database and a fake profile-service, spoken to over HTTP. */
public final class RunningCampaignService {
  private static final int MOST_TRIES = 50;
  private static final Duration LONG = Duration.ofSeconds(60);

  public final FakeProfileService profiles = new FakeProfileService();
  public final FakeRecommendationService recommendations = new FakeRecommendationService();
  public final TestDatabase database = TestDatabase.create();

  /** A real SMTP server that keeps what it is given. */
  public final GreenMail mails = new GreenMail(ServerSetup.SMTP.dynamicPort());

  private final HttpClient http = HttpClient.newHttpClient();
  private final ServletWebServerApplicationContext context;

  public record Answer(int status, JsonNode body, HttpResponse<String> raw) {
    public String code() {
      return body.path("code").asString("");
    }
  }

  static {
    // well below the server's patience, or a question may be written to a connection that it closes
    System.setProperty("jdk.httpclient.keepalive.timeout", "1");
  }

  private static final class Shared {
    static final RunningCampaignService SERVICE = new RunningCampaignService();
  }

  /** The one that all tests of a run share; each uses places and shoppers of its own. */
  public static RunningCampaignService shared() {
    return Shared.SERVICE;
  }

  private RunningCampaignService() {
    Map<String, Object> settings = new HashMap<>(database.settings());
    settings.put("server.port", "0");
    settings.put("storeloop.identity.secret", SignatureFixture.SECRET);
    settings.put("storeloop.campaign.profile-url", profiles.url());
    settings.put("storeloop.campaign.profile-deadline", "1s");
    settings.put("storeloop.campaign.export.profile-deadline", "1s");
    settings.put("storeloop.campaign.recommendation-url", recommendations.url());
    settings.put("storeloop.campaign.recommendation-deadline", "1s");
    settings.put("storeloop.campaign.coupon.generation-poll", "20ms");
    settings.put("storeloop.campaign.allocation.batch", "200ms");
    settings.put("storeloop.campaign.allocation.poll", "50ms");
    settings.put("storeloop.database.connection-wait", "20s");
    settings.put("storeloop.follower.poll-interval", "20ms");
    settings.put("storeloop.erasure.poll-interval", "50ms");
    mails.start();
    settings.put("spring.mail.host", "127.0.0.1");
    settings.put("spring.mail.port", mails.getSmtp().getPort());
    settings.put("storeloop.campaign.delivery.mail-from", "shop@shop.example");
    settings.put("storeloop.campaign.delivery.public-url", "https://shop.example/");
    settings.put("storeloop.campaign.delivery.poll-interval", "20ms");
    settings.put("storeloop.campaign.delivery.first-retry", "50ms");
    settings.put("storeloop.campaign.delivery.max-attempts", "4");
    settings.put("storeloop.campaign.delivery.destination.rest", "500ms");
    settings.put("storeloop.campaign.delivery.webhook.allow-private", "true");
    settings.put("storeloop.campaign.delivery.webhook.timeout", "2s");
    settings.put("storeloop.campaign.trigger.poll-interval", "50ms");
    settings.put("storeloop.campaign.trigger.churn-interval", "100ms");
    settings.put("storeloop.campaign.trigger.views-at-once", "2");
    settings.put("storeloop.campaign.idempotency.forget-interval", "100ms");
    settings.put("logging.level.root", "warn");
    String[] arguments =
        settings.entrySet().stream()
            .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
            .toArray(String[]::new);
    context =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(CampaignApplication.class)
                .properties("spring.config.name=storeloop,campaign-service")
                .run(arguments);
    Runtime.getRuntime().addShutdownHook(new Thread(profiles::close));
    Runtime.getRuntime().addShutdownHook(new Thread(recommendations::close));
  }

  public Answer get(String path) {
    return send("GET", path, null, TestDatabase.SECRET_KEY);
  }

  public Answer post(String path, @Nullable String body) {
    return send("POST", path, body, TestDatabase.SECRET_KEY);
  }

  public Answer put(String path, String body) {
    return send("PUT", path, body, TestDatabase.SECRET_KEY);
  }

  public Answer delete(String path) {
    return send("DELETE", path, null, TestDatabase.SECRET_KEY);
  }

  /** As somebody without a key, such as a shopper with a link; text that is no JSON is kept raw. */
  public Answer sendOpen(String method, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(LONG)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      String text = response.body().startsWith("{") ? response.body() : "{}";
      return new Answer(response.statusCode(), JsonMapper.shared().readTree(text), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a GET with the secret key answers, whatever it is. */
  public String text(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(LONG)
            .header("Authorization", "Bearer " + TestDatabase.SECRET_KEY)
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String url() {
    return "http://127.0.0.1:" + context.getWebServer().getPort();
  }

  public Answer send(
      String method, String path, @Nullable String body, String key, String... headers) {
    int port = context.getWebServer().getPort();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(LONG)
            .header("Authorization", "Bearer " + key)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    request.setHeader("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String text = response.body().isEmpty() ? "{}" : response.body();
      return new Answer(response.statusCode(), JsonMapper.shared().readTree(text), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Posts something else than JSON. */
  public Answer upload(String path, String contentType, String body) {
    return send("POST", path, body, TestDatabase.SECRET_KEY, "Content-Type", contentType);
  }

  /** A part of the running service, for moving its clock. */
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /** A campaign that runs, made of the given request. */
  public String runningCampaign(String request) {
    String id = post("/v1/campaigns", request).body().path("campaignId").asString("");
    Answer started = post("/v1/campaigns/" + id + "/start", null);
    if (started.status() != 200) {
      throw new AssertionError(started.raw().body());
    }
    return id;
  }

  public Answer decide(String who, String id, String placement) {
    return post(
        "/v1/decisions",
        """
        {"%s": "%s", "placement": "%s"}
        """
            .formatted(who, id, placement));
  }

  /** Decides, and asks again where the profile came too late, as it may on a loaded machine. */
  public Answer decideInTime(String userId, String placement) {
    return decideInTime("userId", userId, placement);
  }

  /** The same for somebody who may have no name yet: {@code who} is userId or anonymousId. */
  public Answer decideInTime(String who, String id, String placement) {
    Answer answer = decide(who, id, placement);
    for (int again = 0; isToBeAskedAgain(answer) && again < MOST_TRIES; again++) {
      answer = decide(who, id, placement);
    }
    return answer;
  }

  private static boolean isToBeAskedAgain(Answer answer) {
    return answer.status() == 503 || answer.body().has("fallback");
  }

  /** Asks the same for so many shoppers at once, and counts the answers that show an offer. */
  public long shownOf(int questions, IntFunction<Answer> question) throws InterruptedException {
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < questions; i++) {
      int number = i;
      calls.add(() -> question.apply(number));
    }
    long shown = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> call : threads.invokeAll(calls)) {
        Answer answer = call.resultNow();
        if (answer.status() != 200) {
          throw new AssertionError(answer.raw().body());
        }
        shown += answer.body().path("offers").size();
      }
    }
    return shown;
  }

  /** Puts an event into the log, as ingestion-service would. */
  public EventInTheLog event(String type) {
    return new EventInTheLog(type);
  }

  /** An event being told; {@link #happens} writes it. */
  public final class EventInTheLog {
    private final String type;
    private @Nullable String userId;
    private @Nullable String anonymousId;
    private @Nullable String decisionId;
    private @Nullable String price;
    private @Nullable String traffic;
    private @Nullable String rating;
    private String properties = "{}";
    private String currency = "EUR";
    private int quantity = 1;
    private Instant at = Instant.now();

    private EventInTheLog(String type) {
      this.type = type;
    }

    public EventInTheLog by(@Nullable String user, @Nullable String anonymous) {
      userId = user;
      anonymousId = anonymous;
      return this;
    }

    public EventInTheLog of(String decision) {
      decisionId = decision;
      return this;
    }

    public EventInTheLog worth(String unitPrice, int units) {
      price = unitPrice;
      quantity = units;
      return this;
    }

    public EventInTheLog at(Instant instant) {
      at = instant;
      return this;
    }

    public EventInTheLog in(String code) {
      currency = code;
      return this;
    }

    public EventInTheLog rated(String stars) {
      rating = stars;
      return this;
    }

    public EventInTheLog with(String json) {
      properties = json;
      return this;
    }

    /** With the signature of the user's id, as the shop's server makes it. */
    public EventInTheLog signed() {
      properties =
          "{\"%s\": \"%s\"}"
              .formatted(
                  IdentitySignatures.PROPERTY,
                  SignatureFixture.signatureOf(String.valueOf(userId)));
      return this;
    }

    public EventInTheLog byBot() {
      traffic = "bot";
      return this;
    }

    public void happens() {
      database
          .owner()
          .sql(
              """
              do $$ begin perform ensure_event_partition(now()); end $$;
              insert into event (event_id, message_id, type, user_id, anonymous_id, occurred_at, received_at, item_id,
                                 quantity, price, currency, order_id, decision_id, source, traffic, rating, properties)
              values (gen_random_uuid(), :message, :type, :user, :anonymous, :at, now(), 'SHOES', :quantity,
                      cast(:price as numeric), :currency, 'order-1', :decision, 'test', :traffic,
                      cast(:rating as numeric), cast(:properties as jsonb))
              """)
          .param("message", UUID.randomUUID().toString())
          .param("type", type)
          .param("user", userId)
          .param("anonymous", anonymousId)
          .param("at", at.atOffset(ZoneOffset.UTC))
          .param("quantity", quantity)
          .param("price", price)
          .param("currency", price == null ? null : currency)
          .param("decision", decisionId)
          .param("traffic", traffic)
          .param("rating", rating)
          .param("properties", properties)
          .update();
    }
  }

  /** As profile-service keeps that the shop has taken the browser out of the user's profile. */
  public void undo(String user, String browser) {
    database
        .owner()
        .sql(
            """
            insert into profile_identity_edge (edge_id, anonymous_id, user_id, place, state, reason, message_id, occurred_at,
                                               changed_at, undone_tx)
            values (gen_random_uuid(), :browser, :user, 0, 'undone', 'new_user', 'm', now(), now(), pg_current_xact_id())
            """)
        .param("browser", browser)
        .param("user", user)
        .update();
  }

  /** Waits until everything that happened is counted. */
  public void awaitCounted() {
    Instant deadline = Instant.now().plus(LONG);
    while (!get("/v1/decisions/progress").body().path("caughtUp").asBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("the event log was not followed to its end");
      }
      Thread.onSpinWait();
    }
  }
}
