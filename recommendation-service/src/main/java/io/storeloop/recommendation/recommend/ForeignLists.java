package io.storeloop.recommendation.recommend;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Value;
import io.storeloop.recommendation.filter.ItemFilter;
import io.storeloop.recommendation.recommend.HttpAnswers.Asked;
import io.storeloop.recommendation.recommend.RecommendationQuestion.Frame;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Lists for the façades of other recommenders, as items and scores. They keep the same rules and
 * are put on record like every other; the façade's name is their placement. Thread-safe.
 */
public final class ForeignLists {
  /** The longest list, from its beginning: a façade's offset counts, too. */
  public static final int MAX_RESULTS = 1_000;

  /** One place of a list. */
  public record Line(String itemId, double score) {}

  private final Recommender recommender;
  private final Shoppers shoppers;
  private final HttpAnswers answers;

  ForeignLists(Recommender recommender, Shoppers shoppers, HttpAnswers answers) {
    this.recommender = recommender;
    this.shoppers = shoppers;
    this.answers = answers;
  }

  /** A personal list; {@code categories} empty for all. */
  public List<Line> ofUser(String facade, String userId, List<String> categories, int numResults) {
    RecommendationQuestion question =
        new RecommendationQuestion(
            userId, null, null, List.of(), false, List.of(), frame(facade, categories, numResults));
    return lines(
        new Asked(facade, userId, null, facade, Map.of()),
        random -> recommender.recommend(question));
  }

  /** What goes with a visit, its items from old to new. */
  public List<Line> ofVisit(
      String facade, List<String> itemIds, List<String> categories, int numResults) {
    RecommendationQuestion question =
        new RecommendationQuestion(
            null, null, null, itemIds, false, List.of(), frame(facade, categories, numResults));
    return lines(Asked.list(facade, facade), random -> recommender.recommend(question));
  }

  /** What is popular, without what a user met if there is one. */
  public List<Line> popular(
      String facade, List<String> categories, @Nullable String userId, int numResults) {
    return lines(
        Asked.list(facade, facade),
        random -> recommender.popular(null, metBy(userId), frame(facade, categories, numResults)));
  }

  /** What came into the catalogue last, without what a user met if there is one. */
  public List<Line> latest(
      String facade, List<String> categories, @Nullable String userId, int numResults) {
    return lines(
        Asked.list(facade, facade),
        random -> recommender.recent(metBy(userId), frame(facade, categories, numResults)));
  }

  /** Whether catalogue or events name the item. */
  public boolean knows(String itemId) {
    return recommender.item(itemId).filter(item -> !item.deleted()).isPresent();
  }

  private List<String> metBy(@Nullable String userId) {
    return userId == null ? List.of() : shoppers.metBy(userId);
  }

  private static Frame frame(String facade, List<String> categories, int numResults) {
    return new Frame(
        Math.min(numResults, MAX_RESULTS), facade, categoryFilter(categories), List.of());
  }

  private static ItemFilter categoryFilter(List<String> categories) {
    return categories.isEmpty()
        ? ItemFilter.ALL
        : new ItemFilter(
            new Condition.OneOf("category", categories.stream().map(Value::of).toList(), false));
  }

  private List<Line> lines(Asked asked, Function<RandomGenerator, Recommendation> question) {
    return answers.give(asked, question).recommendation().items().stream()
        .map(item -> new Line(item.item().itemId(), item.score()))
        .toList();
  }
}
