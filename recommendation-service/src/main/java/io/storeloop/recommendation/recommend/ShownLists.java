package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.filter.ItemFilter;
import io.storeloop.recommendation.filter.Matches;
import io.storeloop.recommendation.filter.RememberedMatches;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.merchandising.RuleBook;
import io.storeloop.recommendation.merchandising.RulesInForce;
import io.storeloop.recommendation.model.RecommendationModel;
import io.storeloop.recommendation.recommend.RecommendationQuestion.Frame;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What all lists have in common, whatever they are made of: the shop's rules, promotions, mix,
 * exploration. Thread-safe.
 */
final class ShownLists {
  private record RanksOfModel(RecommendationModel model, PopularRanks ranks) {}

  private final Catalogue catalogue;
  private final RuleBook book;
  private final RecommendProperties properties;
  private final Exploration exploration;
  private final Clock clock;
  private final ReentrantLock sorting = new ReentrantLock();
  private final RememberedMatches matches;
  private volatile @Nullable RanksOfModel ranks;

  ShownLists(Catalogue catalogue, RuleBook book, RecommendProperties properties, Clock clock) {
    this.catalogue = catalogue;
    this.book = book;
    this.properties = properties;
    this.matches = new RememberedMatches(catalogue);
    this.exploration = new Exploration(properties.explorationRate(), catalogue);
    this.clock = clock;
  }

  /** The rules that hold for a list now. */
  RulesInForce rules(Frame frame) {
    return book.at(frame.placement(), clock.instant());
  }

  /** What is to be had and let through by a filter. */
  Matches matches(ItemFilter filter) {
    return matches.of(filter, System.nanoTime());
  }

  /** How many candidates a list may choose from. */
  int candidates(Frame frame) {
    return frame.numResults() + properties.candidates();
  }

  /**
   * How many of what behaviour speaks for a list needs: as many as it has places, if nothing
   * chooses among them.
   */
  int learntCandidates(Frame frame, RulesInForce rules) {
    boolean chosen =
        rules.arranges() || !frame.promotions().isEmpty() || properties.calibration() > 0;
    return chosen ? candidates(frame) : frame.numResults();
  }

  /** The popular items of a model; the first request after a swap sorts them by category. */
  PopularRanks ranks(RecommendationModel model) {
    RanksOfModel known = ranks;
    // requests that come while they are sorted are served by those of the model before
    if (known != null && (known.model() == model || !sorting.tryLock())) {
      return known.ranks();
    }
    if (known == null) {
      sorting.lock();
    }
    try {
      return sorted(model);
    } finally {
      sorting.unlock();
    }
  }

  private PopularRanks sorted(RecommendationModel model) {
    RanksOfModel known = ranks;
    if (known == null || known.model() != model) {
      known = new RanksOfModel(model, new PopularRanks(model.popularity(), catalogue, matches));
      ranks = known;
    }
    return known.ranks();
  }

  /**
   * Makes the list.
   *
   * @param rungs where pins and promotions are looked for
   * @param ladder the candidates, best first
   */
  ListMaker maker(Rungs rungs, Candidates ladder, Frame frame, RulesInForce rules, Taste taste) {
    long nanos = System.nanoTime();
    ListMaker maker =
        new ListMaker(
            frame.numResults(), rules, new CalibratedMix(taste, properties.calibration()));
    for (RulesInForce.Pin pin : rules.pins()) {
      maker.pin(pin, () -> rungs.matching(pin.items(), nanos));
    }
    for (Promotion promotion : frame.promotions()) {
      maker.promote(promotion, rungs.matching(promotion.items(), nanos));
    }
    maker.fill(ladder);
    return maker;
  }

  /** The list with now and then an item in it that nothing speaks for. */
  List<Placed> explored(ListMaker maker, Eligibility eligibility, RandomGenerator random) {
    List<Placed> list = maker.made();
    exploration.explore(list, maker, eligibility, random);
    return list;
  }
}
