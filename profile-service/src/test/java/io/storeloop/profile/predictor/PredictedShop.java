package io.storeloop.profile.predictor;

import static io.storeloop.profile.EventFixture.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.ProfileServiceFixture;
import io.storeloop.profile.ProfileServiceFixture.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/**
 * The running service that the chapters of {@link PredictorIT} share, with its database and log.
 */
final class PredictedShop implements AutoCloseable {
  private static final int PATIENCE = 15;

  private final TestDatabase database = TestDatabase.create();
  private final ProfileServiceFixture service =
      ProfileServiceFixture.on(database, "storeloop.profile.predictor.budget=1ms");
  private final LogFixture log = new LogFixture(database);

  ProfileServiceFixture service() {
    return service;
  }

  TestDatabase database() {
    return database;
  }

  LogFixture log() {
    return log;
  }

  @Override
  public void close() {
    service.close();
  }

  /** Waits until the scoring has looked at every profile with the model. */
  void everybodyIsScored(String name) {
    await(() ->
        count("predictor_score where jsonb_exists(models, '" + name + "')") == count("profile"));
  }

  Instant scoredAt(String userId) {
    return database
        .owner()
        .sql("select as_of from predictor_score join profile using (profile_id) where user_id = ?")
        .param(userId)
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  /** How many rows a {@code from} clause has. */
  long count(String from) {
    return database.owner().sql("select count(*) from " + from).query(Long.class).single();
  }

  void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofMinutes(2)).until(condition);
  }

  JsonNode trained() {
    return trained("purchase");
  }

  /** Trains a model; the training as it is told once it has ended. */
  JsonNode trained(String name) {
    String trainings = "/v1/predictors/" + name + "/trainings";
    Answer accepted = service.post(trainings, "{\"horizonDays\": 30}");
    assertThat(accepted.status()).isEqualTo(202);
    String path = trainings + "/" + accepted.body().path("modelId").asString();
    Answer answer = service.get(path);
    for (int patience = 0;
        patience < PATIENCE && answer.body().path("state").asString().equals("running");
        patience++) {
      answer =
          service.getUntil(path, now -> !now.body().path("state").asString().equals("running"));
    }
    return answer.body();
  }

  /** The customers of {@link BuyersFixture}, until now. */
  static List<Event> orders() {
    Duration later = Duration.between(BuyersFixture.NOW, Instant.now());
    List<Event> events = new ArrayList<>();
    List<ShopperHistory> buyers = BuyersFixture.buyers(600, 7);
    for (int buyer = 0; buyer < buyers.size(); buyer++) {
      for (Act act : buyers.get(buyer).acts()) {
        events.add(
            a(EventType.PURCHASE)
                .by("buyer-" + buyer)
                .of("item-1")
                .costing("%d".formatted((int) act.amount()))
                .at(act.at().plus(later))
                .event());
      }
    }
    return events;
  }

  /** The shoppers of {@link HistoryFixture}, until now. */
  static List<Event> events() {
    Instant now = Instant.now();
    Duration later = Duration.between(HistoryFixture.day(HistoryFixture.DAYS), now);
    List<Event> events = new ArrayList<>();
    List<ShopperHistory> shoppers = HistoryFixture.shoppers(250, 5);
    for (int shopper = 0; shopper < shoppers.size(); shopper++) {
      for (Act act : shoppers.get(shopper).acts()) {
        boolean purchase = act.kind() == ActKind.PURCHASE;
        Instant at = act.at().plus(later);
        var event =
            a(purchase ? EventType.PURCHASE : EventType.VIEW)
                .by("shopper-" + shopper)
                .of("item-" + act.item())
                .at(at.isBefore(now) ? at : now);
        events.add(event.event());
      }
    }
    return events;
  }
}
