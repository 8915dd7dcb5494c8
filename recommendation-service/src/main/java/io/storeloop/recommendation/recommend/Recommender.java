package io.storeloop.recommendation.recommend;

import io.storeloop.algorithms.similarity.History;
import io.storeloop.algorithms.similarity.ScoredItem;
import io.storeloop.common.events.ConsentPurpose;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.ItemInterests;
import io.storeloop.recommendation.interaction.UserHistory;
import io.storeloop.recommendation.model.ActiveModel;
import io.storeloop.recommendation.model.RecommendationModel;
import io.storeloop.recommendation.popularity.Popularity;
import io.storeloop.recommendation.recommend.Recommendation.Fallback;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers from memory, never from the database: item-based collaborative filtering over the
 * shopper's history and the items in view, topped up with what is popular. What the shopper bought,
 * what is in view, what the caller excludes and what is not to be had is never recommended.
 *
 * <p>Thread-safe. Time O(H · K) for H items of history and K neighbours.
 */
final class Recommender {
  private final Histories histories;
  private final Catalogue catalogue;
  private final ActiveModel activeModel;
  private final InteractionProperties interaction;
  private final RecommendProperties properties;
  private final boolean consentRequired;

  /** For a shop that does not ask for consent. */
  Recommender(
      Histories histories,
      Catalogue catalogue,
      ActiveModel activeModel,
      InteractionProperties interaction,
      RecommendProperties properties) {
    this(histories, catalogue, activeModel, interaction, properties, false);
  }

  /** {@code consentRequired}: consent that nobody has given is none. */
  Recommender(
      Histories histories,
      Catalogue catalogue,
      ActiveModel activeModel,
      InteractionProperties interaction,
      RecommendProperties properties,
      boolean consentRequired) {
    this.consentRequired = consentRequired;
    this.histories = histories;
    this.catalogue = catalogue;
    this.activeModel = activeModel;
    this.interaction = interaction;
    this.properties = properties;
  }

  Recommendation recommend(RecommendationQuestion question) {
    RecommendationModel model = activeModel.current();
    Optional<UserHistory> shopper =
        histories.find(question.userId(), question.anonymousId(), question.sessionId());
    boolean personal = mayBePersonal(question, shopper);
    ItemInterests interests =
        shopper
            .filter(history -> personal)
            .map(history -> history.strongest(interaction))
            .orElse(ItemInterests.none());
    List<CatalogueItem> context = known(question.itemIds());
    Known known = new Known(interests, context, excluded(context, question.excludeItemIds()));
    List<RecommendedItem> items = new ArrayList<>(question.numResults());
    addScored(model, known, question, items);
    addPopular(model.popularity(), known, null, question.numResults(), items);
    return new Recommendation(
        model.version(), items, personal ? Fallback.of(items) : Fallback.NO_CONSENT);
  }

  /** A list for nobody in particular needs no consent. */
  private boolean mayBePersonal(RecommendationQuestion question, Optional<UserHistory> shopper) {
    boolean aboutSomebody =
        question.userId() != null || question.anonymousId() != null || question.sessionId() != null;
    return !aboutSomebody
        || shopper
            .flatMap(history -> history.consent(ConsentPurpose.PERSONALISATION))
            .orElse(!consentRequired);
  }

  /** What is popular, in one category or in all. */
  Recommendation popular(@Nullable String category, int numResults) {
    RecommendationModel model = activeModel.current();
    Known nobody = new Known(ItemInterests.none(), List.of(), new int[0]);
    List<RecommendedItem> items = new ArrayList<>(numResults);
    addPopular(model.popularity(), nobody, category, numResults, items);
    return new Recommendation(model.version(), items, Fallback.of(items));
  }

  Optional<CatalogueItem> item(String itemId) {
    return catalogue.find(itemId);
  }

  private void addScored(
      RecommendationModel model,
      Known known,
      RecommendationQuestion question,
      List<RecommendedItem> items) {
    History history = known.history(model, properties.contextWeight());
    if (history.size() == 0) {
      return;
    }
    List<ScoredItem> best =
        model
            .scorer()
            .top(
                history,
                candidate -> !showable(model.catalogueItem(candidate), known),
                question.numResults());
    for (ScoredItem scored : best) {
      items.add(explained(model, known, scored, question.explain()));
    }
  }

  private RecommendedItem explained(
      RecommendationModel model, Known known, ScoredItem scored, boolean all) {
    List<Evidence> evidence = known.evidence(model, catalogue, scored);
    Source source =
        evidence.stream().anyMatch(Evidence::ownBehaviour) ? Source.PERSONAL : Source.SIMILAR;
    int shown = all ? evidence.size() : Math.min(evidence.size(), properties.evidence());
    double otherShare = 0;
    for (Evidence hidden : evidence.subList(shown, evidence.size())) {
      otherShare += hidden.share();
    }
    return new RecommendedItem(
        catalogue.item(model.catalogueItem(scored.item())),
        source,
        scored.score(),
        ReasonWords.because(source, evidence),
        List.copyOf(evidence.subList(0, shown)),
        otherShare);
  }

  private void addPopular(
      Popularity popularity,
      Known known,
      @Nullable String category,
      int numResults,
      List<RecommendedItem> items) {
    int scored = items.size();
    for (int rank = 0; rank < popularity.size() && items.size() < numResults; rank++) {
      int index = popularity.item(rank);
      CatalogueItem item = catalogue.item(index);
      if (showable(index, known)
          && (category == null || category.equals(item.category()))
          && !contains(items, scored, index)) {
        items.add(
            new RecommendedItem(
                item,
                Source.POPULAR,
                popularity.score(rank),
                known.popularReason(item),
                List.of(),
                0));
      }
    }
  }

  private boolean showable(int catalogueItem, Known known) {
    return catalogue.item(catalogueItem).available() && !known.excludes(catalogueItem);
  }

  private static boolean contains(List<RecommendedItem> items, int count, int catalogueItem) {
    for (int place = 0; place < count; place++) {
      if (items.get(place).item().index() == catalogueItem) {
        return true;
      }
    }
    return false;
  }

  private List<CatalogueItem> known(List<String> itemIds) {
    List<CatalogueItem> found = new ArrayList<>(itemIds.size());
    for (String itemId : itemIds) {
      catalogue.find(itemId).ifPresent(found::add);
    }
    return found;
  }

  private int[] excluded(List<CatalogueItem> context, List<String> excludeItemIds) {
    List<CatalogueItem> excluded = known(excludeItemIds);
    int[] indexes = new int[context.size() + excluded.size()];
    for (int place = 0; place < context.size(); place++) {
      indexes[place] = context.get(place).index();
    }
    for (int place = 0; place < excluded.size(); place++) {
      indexes[context.size() + place] = excluded.get(place).index();
    }
    return indexes;
  }
}
