package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.content.AlikeItems;
import io.storeloop.recommendation.content.ContentFixture;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.EventFixture;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.merchandising.RuleBook;
import io.storeloop.recommendation.model.ActiveModel;
import io.storeloop.recommendation.model.SessionProperties;
import io.storeloop.recommendation.recommend.RecommendationQuestion.Frame;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/** Recommenders without an application around them, and questions in few words. */
final class RecommenderFixture {
  private static final Clock CLOCK = Clock.fixed(EventFixture.MONDAY, ZoneOffset.UTC);

  private RecommenderFixture() {}

  static Recommender recommender(Histories histories, Catalogue catalogue, ActiveModel active) {
    return recommender(
        histories, catalogue, active, RecommendProperties.defaults(), new RuleBook(), false);
  }

  static Recommender recommender(
      Histories histories,
      Catalogue catalogue,
      ActiveModel active,
      RecommendProperties properties,
      RuleBook book,
      boolean consentRequired) {
    return recommender(
        histories,
        catalogue,
        active,
        properties,
        book,
        consentRequired,
        ContentFixture.alike(catalogue, active.current()));
  }

  static Recommender recommender(
      Histories histories,
      Catalogue catalogue,
      ActiveModel active,
      RecommendProperties properties,
      RuleBook book,
      boolean consentRequired,
      AlikeItems alike) {
    return new Recommender(
        catalogue,
        new Shoppers(
            histories,
            catalogue,
            InteractionProperties.defaults(),
            properties,
            SessionProperties.defaults().gap(),
            consentRequired),
        active,
        new ShownLists(catalogue, book, properties, CLOCK),
        alike,
        properties,
        CLOCK);
  }

  /** Asks with chance of its own. */
  static Recommendation ask(Recommender recommender, RecommendationQuestion question) {
    return recommender.recommend(question, new Random(7));
  }

  static RecommendationQuestion forUser(String user, int numResults) {
    return forUser(user, List.of(), List.of(), numResults);
  }

  static RecommendationQuestion forUser(
      String user, List<String> itemIds, List<String> excluded, int numResults) {
    return new RecommendationQuestion(
        user, null, null, itemIds, false, excluded, Frame.of(numResults));
  }
}
