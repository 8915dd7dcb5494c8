package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.content.AlikeItems;
import io.storeloop.recommendation.filter.ItemFilter;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.merchandising.RulesInForce;
import io.storeloop.recommendation.model.ActiveModel;
import io.storeloop.recommendation.model.RecommendationModel;
import io.storeloop.recommendation.recommend.Recommendation.Fallback;
import io.storeloop.recommendation.recommend.RecommendationQuestion.Frame;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Answers from memory, never from the database, in three steps: candidates, rules, reasons.
 * Candidates are what the model finds for the shopper's history and present visit, then what is
 * popular in the categories of their interest, then what is popular.
 *
 * <p>Thread-safe. Time O(H · K) for H items of history and K neighbours.
 */
final class Recommender {
  /** Categories of interest whose popular items are looked at. */
  private static final int CATEGORIES = 3;

  private final Catalogue catalogue;
  private final Shoppers shoppers;
  private final ActiveModel activeModel;
  private final ShownLists lists;
  private final AlikeCandidates alike;
  private final RepeatCandidates repeatCandidates;
  private final RecommendProperties properties;
  private final Workspaces workspaces = new Workspaces(Runtime.getRuntime().availableProcessors());

  Recommender(
      Catalogue catalogue,
      Shoppers shoppers,
      ActiveModel activeModel,
      ShownLists lists,
      AlikeItems alike,
      RecommendProperties properties,
      Clock clock) {
    this.repeatCandidates = new RepeatCandidates(catalogue, clock);
    this.catalogue = catalogue;
    this.shoppers = shoppers;
    this.activeModel = activeModel;
    this.lists = lists;
    this.alike = new AlikeCandidates(catalogue, alike, properties.contextWeight());
    this.properties = properties;
  }

  /**
   * A list with now and then an item in it that nothing speaks for; {@code random}: of this answer
   * alone, so that what it has drawn can be drawn again.
   */
  Recommendation recommend(RecommendationQuestion question, RandomGenerator random) {
    return recommend(question, (maker, eligibility) -> lists.explored(maker, eligibility, random));
  }

  /**
   * A list in which everything has a reason: for those that say what their items have in common.
   */
  Recommendation recommend(RecommendationQuestion question) {
    return recommend(question, (maker, eligibility) -> maker.made());
  }

  /** Makes a list of what a maker has placed. */
  @FunctionalInterface
  private interface Making {
    List<Placed> of(ListMaker maker, Eligibility eligibility);
  }

  private Recommendation recommend(RecommendationQuestion question, Making making) {
    RecommendationModel model = activeModel.current();
    Shoppers.Found found = shoppers.find(question, model);
    Frame frame = question.frame();
    RulesInForce rules = lists.rules(frame);
    Shopper shopper = found.shopper();
    Eligibility eligibility = eligibility(shopper, frame, rules);
    Workspaces.Workspace workspace = workspaces.take(model.neighbours().itemCount());
    LearntScores scores = scores(model, workspace, shopper);
    scores.add(eligibility);
    Rungs rungs =
        new Rungs(
            catalogue,
            lists.ranks(model),
            eligibility,
            frame.filter(),
            candidates(scores, workspace, shopper, eligibility, rules, frame));
    Taste taste = properties.calibration() > 0 ? taste(shopper) : Taste.NONE;
    ListMaker maker = lists.maker(rungs, ladder(rungs, shopper, rules, frame), frame, rules, taste);
    List<Placed> list = making.of(maker, eligibility);
    List<RecommendedItem> items =
        new Explanations(catalogue, alike, shopper, scores, evidence(question.explain())).of(list);
    workspaces.giveBack(workspace);
    return new Recommendation(
        model.version(),
        items,
        found.consented() ? Fallback.ofPersonal(items) : Fallback.NO_CONSENT);
  }

  /** What behaviour speaks for, and new items that are like what the shopper knows. */
  private List<Candidate> candidates(
      LearntScores scores,
      Workspaces.Workspace workspace,
      Shopper shopper,
      Eligibility eligibility,
      RulesInForce rules,
      Frame frame) {
    PersonalCandidates candidates =
        new PersonalCandidates(catalogue, scores, eligibility, rules, lists.candidates(frame));
    int wanted = lists.learntCandidates(frame, rules);
    return alike.speaksFor(shopper)
        ? candidates.with(
            alike,
            shopper,
            properties.contentWeight(),
            workspace.likeness(catalogue.size()),
            wanted)
        : candidates.learnt(wanted);
  }

  private Eligibility eligibility(Shopper shopper, Frame frame, RulesInForce rules) {
    return new Eligibility(catalogue, shopper, lists.matches(frame.filter()), rules);
  }

  private Candidates ladder(Rungs rungs, Shopper shopper, RulesInForce rules, Frame frame) {
    int limit = lists.candidates(frame);
    List<Candidates> ladder = new ArrayList<>();
    ladder.add(rungs.learnt());
    ladder.add(
        Rungs.lazily(() ->
            Rungs.oneAfterAnother(
                taste(shopper).categories().stream()
                    .limit(CATEGORIES)
                    .map(category -> Boosted.of(rungs.ofInterest(category, shopper), rules, limit))
                    .toList())));
    ladder.add(Boosted.of(rungs.popular(System.nanoTime()), rules, limit));
    if (!frame.filter().equals(ItemFilter.ALL)) {
      ladder.add(rungs.newest(catalogue.newest()));
    }
    return new Ladder(ladder, rules);
  }

  private Taste taste(Shopper shopper) {
    return Taste.of(shopper.interests(), catalogue);
  }

  /**
   * Orders a given list by what speaks for each item, the unscored ones by popularity. Boosts
   * count, the buried come last; what keeps the hard rules no more is left out and named.
   */
  Recommendation rank(RecommendationQuestion question, List<String> itemIds) {
    RecommendationModel model = activeModel.current();
    Shoppers.Found found = shoppers.find(question, model);
    RulesInForce rules = lists.rules(question.frame());
    Eligibility eligibility = eligibility(found.shopper(), question.frame(), rules);
    Workspaces.Workspace workspace = workspaces.take(model.neighbours().itemCount());
    LearntScores scores = scores(model, workspace, found.shopper());
    scores.add(eligibility);
    GivenList given = GivenList.of(itemIds, catalogue, eligibility);
    List<RecommendedItem> items =
        new Explanations(catalogue, alike, found.shopper(), scores, evidence(question.explain()))
            .of(given.ordered(scores, lists.ranks(model), rules));
    workspaces.giveBack(workspace);
    return new Recommendation(
        model.version(),
        items,
        found.consented() ? Fallback.of(items) : Fallback.NO_CONSENT,
        given.omitted());
  }

  private LearntScores scores(
      RecommendationModel model, Workspaces.Workspace workspace, Shopper shopper) {
    return new LearntScores(model, catalogue, workspace, shopper, properties.contextWeight());
  }

  private int evidence(boolean all) {
    return all ? Integer.MAX_VALUE : properties.evidence();
  }

  /** What is popular, in one category or in all. */
  Recommendation popular(@Nullable String category, List<String> excludeItemIds, Frame frame) {
    return forEverybody(
        activeModel.current(),
        excludeItemIds,
        frame,
        rungs -> category == null ? rungs.popular(System.nanoTime()) : rungs.popularIn(category));
  }

  /** What came into the catalogue last. */
  Recommendation recent(List<String> excludeItemIds, Frame frame) {
    return forEverybody(
        activeModel.current(), excludeItemIds, frame, rungs -> rungs.newest(catalogue.newest()));
  }

  /** What is asked for more than usual. */
  Recommendation trending(Frame frame) {
    RecommendationModel model = activeModel.current();
    return forEverybody(model, List.of(), frame, rungs -> rungs.trending(model.trending()));
  }

  /** What is bought in one basket with an item. */
  Recommendation boughtTogether(CatalogueItem item, Frame frame) {
    RecommendationModel model = activeModel.current();
    return forEverybody(
        model,
        List.of(item.itemId()),
        frame,
        rungs -> rungs.boughtTogether(item, model.boughtTogether(item.index())));
  }

  /** What the shopper bought before and is expected to need again, most probable first. */
  Recommendation buyAgain(String userId, Frame frame) {
    RecommendationModel model = activeModel.current();
    Optional<List<RepeatCandidates.Repeat>> repeats =
        shoppers.consenting(userId).map(history -> repeatCandidates.of(history, model.repeats()));
    if (repeats.isEmpty()) {
      return new Recommendation(
          model.version(),
          List.of(),
          shoppers.consents(userId) ? Fallback.EMPTY : Fallback.NO_CONSENT);
    }
    return forEverybody(
        model, List.of(), frame, rungs -> repeatCandidates.candidates(rungs, repeats.get()));
  }

  /** Which candidates a list for nobody in particular has. */
  @FunctionalInterface
  private interface Rung {
    Candidates of(Rungs rungs);
  }

  /** Nothing is explored here: such a list says what all its items have in common. */
  private Recommendation forEverybody(
      RecommendationModel model, List<String> excludeItemIds, Frame frame, Rung rung) {
    RulesInForce rules = lists.rules(frame);
    Shopper nobody = Shopper.nobodyWanting(shoppers.indexes(excludeItemIds));
    Eligibility eligibility = eligibility(nobody, frame, rules);
    Rungs rungs = new Rungs(catalogue, lists.ranks(model), eligibility, frame.filter(), List.of());
    Candidates candidates = Boosted.of(rung.of(rungs), rules, lists.candidates(frame));
    List<Placed> list =
        lists.maker(rungs, new Ladder(List.of(candidates), rules), frame, rules, Taste.NONE).made();
    List<RecommendedItem> items =
        new Explanations(catalogue, alike, nobody, null, properties.evidence()).of(list);
    return new Recommendation(model.version(), items, Fallback.of(items));
  }

  Optional<CatalogueItem> item(String itemId) {
    return catalogue.find(itemId);
  }
}
