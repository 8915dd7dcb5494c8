package io.storeloop.profile.profile;

import static io.storeloop.common.ids.SignatureFixture.signatureOf;
import static io.storeloop.profile.EventFixture.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import io.storeloop.common.ids.SignatureFixture;
import io.storeloop.profile.EventFixture;
import io.storeloop.profile.LogPlaces;
import io.storeloop.profile.feature.BehaviourState;
import io.storeloop.profile.feature.FeatureCatalogue;
import io.storeloop.profile.feature.ItemFacts;
import io.storeloop.profile.identity.Bindings;
import io.storeloop.profile.identity.Identity;
import io.storeloop.profile.identity.IdentityEdge;
import io.storeloop.profile.trait.Traits;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The order of arrival, repetitions and the cut into batches do not matter: whichever way the same
 * events come, the profiles are the same, and so are their ids, traits, features and moments.
 *
 * <p>What the law leaves out, because the rules say so: a device shared by two users, and a device
 * that nobody vouches for (who comes first wins, docs/decisions/0003 and 0008), events ahead of our
 * clock (they count as of their arrival), and what lies beyond the bounds of the state (more than
 * 1,000 sessions or 500 categories of one shopper; docs/reliability.md).
 */
class EventOrderLawsTest {
  private static final Duration HALF_LIFE = Duration.ofDays(30);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int DAYS = 90;

  @Test
  void aThousandWaysOfTheSameLogGiveTheSameProfiles() {
    List<Event> log = log(new Random(1), 200, 8);
    Map<String, Object> expected = profiles(List.of(log));

    for (int seed = 0; seed < 1_000; seed++) {
      Map<String, Object> profiles = profiles(arrivals(log, new Random(seed)));

      assertThat(profiles).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void aLongLogIsNoDifferent() {
    List<Event> log = log(new Random(2), 10_000, 60);
    Map<String, Object> expected = profiles(List.of(log));

    for (int seed = 0; seed < 5; seed++) {
      assertThat(profiles(arrivals(log, new Random(seed)))).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @Test
  void differentEventsGiveDifferentProfiles() {
    List<Event> log = log(new Random(3), 200, 8);
    Map<String, Object> expected = profiles(List.of(log));

    Map<String, Object> oneLess = profiles(List.of(log.subList(0, log.size() - 1)));

    assertThat(oneLess).isNotEqualTo(expected);
  }

  /**
   * One way for the log to come: in any order, some events several times, cut into batches. As in
   * the event log, of equal ids only the first to arrive is there.
   */
  private static List<List<Event>> arrivals(List<Event> log, Random random) {
    List<Event> sent = new ArrayList<>(log);
    for (Event event : log) {
      if (random.nextInt(5) == 0) {
        sent.add(event);
      }
    }
    Collections.shuffle(sent, random);
    Map<String, Event> kept = new LinkedHashMap<>();
    sent.forEach(event -> kept.putIfAbsent(event.messageId(), event));
    List<Event> arrived = List.copyOf(kept.values());
    List<List<Event>> batches = new ArrayList<>();
    int longest = 1 + random.nextInt(arrived.size());
    for (int from = 0; from < arrived.size(); ) {
      int to = Math.min(arrived.size(), from + 1 + random.nextInt(longest));
      batches.add(arrived.subList(from, to));
      from = to;
    }
    return batches;
  }

  /** Users with up to three devices each, of which some are never signed in on. */
  private static List<Event> log(Random random, int events, int shoppers) {
    List<Event> log = new ArrayList<>();
    EventType[] types = EventType.values();
    for (int i = 0; i < events; i++) {
      int shopper = random.nextInt(shoppers);
      EventFixture event =
          a(types[random.nextInt(types.length)])
              .called("message-" + i)
              .at(START.plusSeconds(random.nextInt(DAYS * 86_400)))
              .received(START.plus(Duration.ofDays(DAYS)))
              .of("item-" + random.nextInt(20))
              .with("category", "category-" + random.nextInt(7))
              .with("brand", "brand-" + random.nextInt(30))
              .with("discount", random.nextInt(3))
              .with("device", random.nextBoolean() ? "tablet" : "desktop")
              .with("trait-" + random.nextInt(5), random.nextInt(3))
              .lasting(random.nextInt(60_000));
      boolean known = shopper > 0 && random.nextInt(3) == 0;
      if (known) {
        String user = "user-" + shopper;
        event.by(user).with("identitySignature", signatureOf(user));
      }
      if (!known || random.nextBoolean()) {
        event.on("device-" + shopper + "-" + random.nextInt(3));
      }
      log.add(withMoney(event, random).event());
    }
    return log;
  }

  private static EventFixture withMoney(EventFixture event, Random random) {
    if (random.nextInt(3) > 0) {
      event.costing(BigDecimal.valueOf(random.nextInt(10_000), 2).toString());
    }
    if (random.nextBoolean()) {
      event.inOrder("order-" + random.nextInt(40)).times(1 + random.nextInt(3));
    }
    return random.nextBoolean() ? event.rated(Integer.toString(random.nextInt(10))) : event;
  }

  private static Map<String, Object> profiles(List<List<Event>> batches) {
    Store store = new Store();
    batches.forEach(store::fold);
    return store.profiles();
  }

  /** What the database does around the batches: keeps packed state, and who is who. */
  private static final class Store {
    private record State(Traits traits, Traits consents, byte[] behaviour) {
      static State of(ShopperState state) {
        return new State(state.traits(), state.consents(), BehaviourState.pack(state.behaviour()));
      }

      ShopperState read() {
        return new ShopperState(
            copy(traits), copy(consents), BehaviourState.unpack(behaviour, HALF_LIFE));
      }
    }

    private record Row(Identity founder, State own, Map<String, State> devices) {}

    private final Map<UUID, Row> rows = new HashMap<>();
    private final Map<Identity, UUID> identities = new HashMap<>();
    private final Map<UUID, IdentityEdge> edges = new LinkedHashMap<>();
    private final LogPlaces places = new LogPlaces();

    void fold(List<Event> events) {
      Map<UUID, Profile> before = new HashMap<>();
      rows.forEach((id, row) -> before.put(id, read(row)));
      Bindings bindings = new Bindings(edges.values(), List.of(), user -> 0, SignatureFixture.RULE);
      ProfileBatch batch = new ProfileBatch(bindings, before, HALF_LIFE);
      events.forEach(event -> batch.fold(places.next(event), ItemFacts.saidBy(event)));
      assertThat(batch.skipped()).isEmpty();
      write(batch.changed());
      batch.absorbed().forEach(rows::remove);
      identities.putAll(batch.identities());
      bindings.changed().forEach(edge -> edges.put(edge.id(), edge));
    }

    private void write(Collection<Profile> changed) {
      for (Profile profile : changed) {
        Map<String, State> devices = new HashMap<>();
        profile.devices().forEach((id, state) -> devices.put(id, State.of(state)));
        rows.put(profile.id(), new Row(profile.founder(), State.of(profile.own()), devices));
      }
    }

    private static Profile read(Row row) {
      Map<String, ShopperState> devices = new HashMap<>();
      row.devices().forEach((id, state) -> devices.put(id, state.read()));
      return new Profile(row.founder(), row.own().read(), devices, Map.of(), HALF_LIFE);
    }

    private static Traits copy(Traits traits) {
      Traits copy = new Traits();
      copy.merge(traits);
      return copy;
    }

    Map<String, Object> profiles() {
      Map<String, Object> profiles = new TreeMap<>();
      rows.forEach((id, row) -> {
        ShopperState whole = read(row).whole();
        profiles.put(
            row.founder().toString(),
            List.of(
                FeatureCatalogue.stored(whole.behaviour()),
                whole.behaviour().moments(),
                whole.traits().statements(),
                whole.consents().statements()));
      });
      identities.forEach((identity, id) -> profiles.put("who is " + identity, id));
      return profiles;
    }
  }
}
