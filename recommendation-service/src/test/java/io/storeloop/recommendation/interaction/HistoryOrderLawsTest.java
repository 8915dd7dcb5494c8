package io.storeloop.recommendation.interaction;

import static io.storeloop.recommendation.interaction.EventFixture.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import io.storeloop.common.ids.SignatureFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The order of arrival does not matter: the same events give the same histories, owned items and
 * interests, also where several happened in the same millisecond and where more happened than is
 * kept.
 *
 * <p>Left out, as everywhere: devices that two users share, and claims that nobody vouches for: of
 * both the order decides whose they are. Indexes of items follow the order of arrival, so interests
 * are compared by the items' ids.
 */
class HistoryOrderLawsTest {
  private static final int SHOPPERS = 5;
  private static final int ITEMS = 6;
  private static final int SECONDS = 12;
  private static final double DECIMALS = 1e5;

  private static final InteractionProperties KEEPS_FEW =
      new InteractionProperties(
          20,
          100,
          1_000,
          1_000,
          Duration.ofDays(30),
          5,
          InteractionProperties.defaults().weights());

  @Test
  void aThousandOrdersOfTheSameLogGiveTheSameHistories() {
    List<Event> log = log(new Random(1), 300);
    Map<String, Object> expected = interests(log);

    for (int seed = 0; seed < 1_000; seed++) {
      List<Event> arrived = new ArrayList<>(log);
      Collections.shuffle(arrived, new Random(seed));

      assertThat(interests(arrived)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private static List<Event> log(Random random, int events) {
    List<Event> log = new ArrayList<>();
    EventType[] types = EventType.values();
    for (int i = 0; i < events; i++) {
      int shopper = random.nextInt(SHOPPERS);
      EventFixture event =
          a(types[random.nextInt(types.length)])
              .of("item-" + random.nextInt(ITEMS))
              .units(1 + random.nextInt(2))
              .rated(Integer.toString(random.nextInt(6)))
              .after(Duration.ofSeconds(random.nextInt(SECONDS)));
      boolean known = shopper > 0 && random.nextInt(3) == 0;
      if (known) {
        event.by("user-" + shopper);
      }
      if (!known || random.nextBoolean()) {
        event.on("device-" + shopper);
        if (known) {
          event.signed();
        }
      }
      log.add(event.event());
    }
    return log;
  }

  private static Map<String, Object> interests(List<Event> arrived) {
    Histories histories = new Histories(KEEPS_FEW, SignatureFixture.RULE, 1);
    Catalogue catalogue = new Catalogue();
    Interactions interactions = new Interactions(histories, catalogue, KEEPS_FEW);
    arrived.forEach(interactions::apply);
    Map<String, Object> interests = new TreeMap<>();
    for (int shopper = 0; shopper < SHOPPERS; shopper++) {
      String user = "user-" + shopper;
      String device = "device-" + shopper;
      describe(histories.find(user, null, null), catalogue)
          .ifPresent(said -> interests.put(user, said));
      describe(histories.find(null, device, null), catalogue)
          .ifPresent(said -> interests.put(device, said));
    }
    return interests;
  }

  private static Optional<Map<String, String>> describe(
      Optional<UserHistory> history, Catalogue catalogue) {
    return history.map(found -> {
      ItemInterests interests = found.interests(InterestScale.of(InteractionProperties.defaults()));
      Map<String, String> said = new TreeMap<>();
      for (int place = 0; place < interests.size(); place++) {
        said.put(
            catalogue.item(interests.item(place)).itemId(),
            "%d %s %d"
                .formatted(
                    Math.round(interests.weight(place) * DECIMALS),
                    interests.type(place),
                    interests.occurredAt(place)));
      }
      for (int index = 0; index < catalogue.size(); index++) {
        if (interests.owns(index)) {
          said.put("owns " + catalogue.item(index).itemId(), "");
        }
      }
      return said;
    });
  }
}
