package io.storeloop.recommendation.recommend;

import io.storeloop.common.ids.Uuids;
import io.storeloop.recommendation.interaction.LogFollowerJob;
import io.storeloop.recommendation.ledger.Ledger;
import io.storeloop.recommendation.ledger.LedgerEntry;
import io.storeloop.recommendation.ledger.LedgerItem;
import io.storeloop.recommendation.recommend.RecommendationAnswers.RecommendationResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;

/** Gives every answer its id, its time and its place in the ledger. Thread-safe. */
final class HttpAnswers {
  /** Which list was asked for, and what of the question is put on record. */
  record Asked(
      String kind,
      @Nullable String userId,
      @Nullable String anonymousId,
      @Nullable String placement,
      Map<String, Object> context) {

    /** A list for nobody in particular. */
    static Asked list(String kind, @Nullable String placement) {
      return new Asked(kind, null, null, placement, Map.of());
    }
  }

  /** An answer with its id. */
  record Given(UUID id, Recommendation recommendation) {}

  private final Shoppers shoppers;
  private final AnswerClock answerClock;
  private final LogFollowerJob follower;
  private final Ledger ledger;
  private final Clock clock;
  private final Supplier<RandomGenerator> random;

  HttpAnswers(
      Shoppers shoppers,
      AnswerClock answerClock,
      LogFollowerJob follower,
      Ledger ledger,
      Clock clock,
      Supplier<RandomGenerator> random) {
    this.shoppers = shoppers;
    this.answerClock = answerClock;
    this.follower = follower;
    this.ledger = ledger;
    this.clock = clock;
    this.random = random;
  }

  /** {@code question} is given the chance that belongs to the answer's id. */
  ResponseEntity<RecommendationResponse> answer(
      Asked asked, Function<RandomGenerator, Recommendation> question) {
    Given given = give(asked, question);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(
            RecommendationAnswers.of(
                given.id(), given.recommendation(), follower.loaded() ? follower.asOf() : null));
  }

  /** As {@link #answer}, for those who write it their own way. */
  Given give(Asked asked, Function<RandomGenerator, Recommendation> question) {
    Instant now = clock.instant();
    UUID id = Uuids.v7(now, random.get());
    SplittableRandom chance = new SplittableRandom(id.getLeastSignificantBits());
    Recommendation recommendation = answerClock.time(() -> question.apply(chance));
    ledger.add(entry(id, now, asked, recommendation));
    return new Given(id, recommendation);
  }

  /**
   * Nothing of or about somebody who does not want a list of their own, or of whom nothing is
   * known: an erased shopper whom the shop still asks for is not taken up again.
   */
  private LedgerEntry entry(UUID id, Instant now, Asked asked, Recommendation recommendation) {
    boolean consented = recommendation.fallback() != Recommendation.Fallback.NO_CONSENT;
    boolean nobody = asked.userId() == null && asked.anonymousId() == null;
    boolean named = consented && !nobody && shoppers.knows(asked.userId(), asked.anonymousId());
    return new LedgerEntry(
        id,
        now,
        asked.kind(),
        named ? asked.userId() : null,
        named ? asked.anonymousId() : null,
        asked.placement(),
        recommendation.modelVersion(),
        recommendation.fallback().wireName(),
        items(recommendation),
        named || (nobody && consented) ? asked.context() : Map.of());
  }

  /** What of a list is put on record: its first items. */
  static List<LedgerItem> items(Recommendation recommendation) {
    List<LedgerItem> items = new ArrayList<>(recommendation.items().size());
    for (RecommendedItem item : recommendation.items()) {
      if (items.size() < Ledger.MAX_ITEMS) {
        items.add(
            new LedgerItem(
                item.item().itemId(),
                item.score(),
                item.source().wireName(),
                item.propensity(),
                item.placedBy() == null ? null : RecommendationAnswers.wireName(item.placedBy())));
      }
    }
    return items;
  }
}
