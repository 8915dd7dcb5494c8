package io.storeloop.profile.profile;

import static io.storeloop.common.ids.SignatureFixture.signatureOf;
import static io.storeloop.profile.EventFixture.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import io.storeloop.common.ids.EdgeState;
import io.storeloop.common.ids.SignatureFixture;
import io.storeloop.common.schema.EventFollower;
import io.storeloop.common.schema.FollowerProperties;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.common.schema.TestDatabase;
import io.storeloop.profile.EventFixture;
import io.storeloop.profile.LogFixture;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.identity.Identity;
import io.storeloop.profile.identity.IdentityEdge;
import io.storeloop.profile.identity.JdbcIdentityEdges;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Merge then unmerge leaves everything that is stored equal to before. */
class UnmergingIT {
  private static final Duration HALF_LIFE = Duration.ofDays(30);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final TestDatabase DATABASE = TestDatabase.create();
  private static final ServiceDatabase DOOR = DATABASE.as(ServiceRole.PROFILE);

  private final LogFixture log = new LogFixture(DATABASE);
  private final JdbcIdentityEdges edges = new JdbcIdentityEdges(DOOR);
  private final JdbcProfiles profiles =
      new JdbcProfiles(DOOR, new ProfileJson(JsonMapper.shared()), Optional::empty, HALF_LIFE);
  private final Unmerging unmerging =
      new Unmerging(DOOR, profiles, edges, List::of, HALF_LIFE, Clock.systemUTC());

  @AfterAll
  static void close() {
    DOOR.close();
  }

  @BeforeEach
  void nothing() {
    DATABASE.owner().sql("delete from event").update();
    DATABASE.owner().sql("delete from profile_identity_edge").update();
    DATABASE.owner().sql("delete from profile_sharing").update();
    DATABASE.owner().sql("delete from profile_rules").update();
    DOOR.jdbc()
        .sql(
            "insert into profile_cursor (consumer, tx, id) values ('profiles', '0', 0) on conflict do nothing")
        .update();
    rebuild();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void randomStreamsAreAsIfTheTwoIdsHadNeverBeenNamedTogether(long seed) {
    Random random = new Random(seed);
    List<Event> events = events(random, 120, 3);
    log.accept(events);
    follow(1 + random.nextInt(50));
    undoAllOf("phone-0");
    String unmerged = everything("encode(behaviour, 'hex')");
    rebuild();
    follow(1000);
    String rebuilt = everything("encode(behaviour, 'hex')");

    onlyApart(events);

    assertThat(unmerged).isEqualTo(everything("encode(behaviour, 'hex')"));
    assertThat(rebuilt).isEqualTo(unmerged);
  }

  /** Where a shared device went its own way, two sums are added up: equal but for the last bits. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void soAreStreamsWithSharedDevices(long seed) {
    Random random = new Random(seed);
    List<Event> events = events(random, 120, 1);
    log.accept(events);
    follow(1 + random.nextInt(50));
    undoAllOf("phone-0");
    String unmerged = everything("null");

    onlyApart(events);

    assertThat(unmerged).isEqualTo(everything("null"));
  }

  @Test
  void theProfilesBeforeTheMergeComeBackByteForByte() {
    log.accept(events(new Random(7), 60, 3).stream().map(UnmergingIT::apart).toList());
    follow(1000);
    String before = everything("encode(behaviour, 'hex')");
    log.accept(a(EventType.IDENTIFY).by("anna").on("phone-0").event());
    follow(1000);
    String merged = everything("encode(behaviour, 'hex')");
    nothing();
    assertThat(merged).isNotEqualTo(before);

    List<Event> events =
        new ArrayList<>(events(new Random(7), 60, 3).stream().map(UnmergingIT::apart).toList());
    events.add(a(EventType.IDENTIFY).called("merge").by("anna").on("phone-0").event());
    log.accept(events);
    follow(1000);
    undoAllOf("phone-0");
    String unmerged = everything("encode(behaviour, 'hex')");

    assertThat(unmerged.lines().filter(line -> !line.contains("anna")).toList())
        .isEqualTo(before.lines().filter(line -> !line.contains("anna")).toList());
  }

  @Test
  void undoingTwiceChangesNothingAndAForeignEdgeIsUnknown() {
    log.accept(
        a(EventType.VIEW).on("phone-0").event(),
        a(EventType.VIEW).by("anna").on("phone-0").event());
    follow(1000);
    IdentityEdge edge = edges.ofDevices(List.of("phone-0")).getFirst();

    unmerging.undo("anna", edge.id());
    String once = everything("encode(behaviour, 'hex')");
    unmerging.undo("anna", edge.id());

    assertThat(everything("encode(behaviour, 'hex')")).isEqualTo(once);
    assertThat(unmerging.undo("ben", edge.id())).isEmpty();
    assertThat(unmerging.undo("anna", new UUID(1, 1))).isEmpty();
    assertThat(edges.find(edge.id())).map(IdentityEdge::state).contains(EdgeState.UNDONE);
    assertThat(profiles.read(List.of(Identity.anonymous("phone-0").profileId()))).hasSize(1);
  }

  /** The same events, but that none names the device together with a user. */
  private void onlyApart(List<Event> events) {
    nothing();
    log.accept(
        events.stream()
            .map(event -> "phone-0".equals(event.anonymousId()) ? apart(event) : event)
            .toList());
    follow(1000);
  }

  private static Event apart(Event event) {
    return event.userId() == null || event.anonymousId() == null
        ? event
        : new Event(
            event.messageId(),
            event.type(),
            event.userId(),
            null,
            event.sessionId(),
            event.occurredAt(),
            event.receivedAt(),
            event.itemId(),
            event.quantity(),
            event.price(),
            event.currency(),
            event.orderId(),
            event.query(),
            event.rating(),
            event.position(),
            event.listId(),
            event.recommendationId(),
            event.decisionId(),
            event.durationMillis(),
            event.source(),
            event.properties());
  }

  /** Three users, each with devices of their own if {@code phones} is 3; with 1 all share it. */
  private static List<Event> events(Random random, int count, int phones) {
    List<String> users = List.of("anna", "ben", "carla");
    EventType[] types = EventType.values();
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int shopper = random.nextInt(users.size());
      String user = users.get(shopper);
      EventFixture event =
          a(types[random.nextInt(types.length)])
              .called("event-" + i)
              .at(START.plusSeconds(random.nextInt(90 * 86_400)))
              .received(START.plus(Duration.ofDays(91)))
              .of("item-" + random.nextInt(9))
              .costing(Integer.toString(1 + random.nextInt(50)))
              .inOrder("order-" + random.nextInt(20))
              .with("category", "category-" + random.nextInt(4))
              .with("trait-" + random.nextInt(4), random.nextInt(3));
      boolean known = random.nextInt(3) == 0;
      if (known) {
        event.by(user).with("identitySignature", signatureOf(user));
      }
      if (!known || random.nextBoolean()) {
        String kind = random.nextInt(4) == 0 ? "laptop-" + shopper : "phone-" + shopper % phones;
        event.on(kind);
      }
      events.add(event.event());
    }
    return events;
  }

  private void undoAllOf(String device) {
    for (IdentityEdge edge : edges.ofDevices(List.of(device))) {
      unmerging.undo(edge.userId(), edge.id());
    }
  }

  private void rebuild() {
    new ProfileRules(DOOR, Duration.ofDays(1)).establish();
    new ProfileRules(DOOR, HALF_LIFE).establish();
  }

  private void follow(int batchSize) {
    ProfileEffects effects =
        new ProfileEffects(
            DOOR,
            profiles,
            new JdbcItemFacts(DOOR),
            edges,
            SignatureFixture.RULE,
            List::of,
            HALF_LIFE,
            ConsentRule.NOT_REQUIRED,
            Clock.systemUTC());
    EventFollower follower =
        new EventFollower(
            DOOR,
            ServiceRole.PROFILE,
            ProfileProgress.CONSUMER,
            effects,
            new FollowerProperties(Duration.ofMillis(10), batchSize, Duration.ofSeconds(1)),
            JsonMapper.shared(),
            Clock.systemUTC(),
            new SimpleMeterRegistry());
    while (follower.step() > 0) {
      assertThat(follower.isRunning()).isFalse();
    }
  }

  /** Everything stored of shoppers, but for when it was written and the edges themselves. */
  private static String everything(String behaviour) {
    return DATABASE
        .owner()
        .sql(
            """
            select string_agg(line, E'\\n' order by line) from (
              select 'profile ' || concat_ws(' | ', profile_id, user_id, anonymous_id, first_seen_at, last_seen_at, last_purchase_at,
                traits, trait_statements, consent_statements, own_trait_statements, own_consent_statements, features, %1$s) as line
              from profile
              union all
              select 'device ' || concat_ws(' | ', device_id, anonymous_id, profile_id, trait_statements, consent_statements, %1$s)
              from profile_device
              union all
              select 'identity ' || concat_ws(' | ', kind, value, profile_id) from profile_identity) as lines
            """
                .formatted(behaviour))
        .query(String.class)
        .single();
  }
}
