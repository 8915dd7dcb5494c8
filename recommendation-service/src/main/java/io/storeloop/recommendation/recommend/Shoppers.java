package io.storeloop.recommendation.recommend;

import io.storeloop.common.events.ConsentPurpose;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.interaction.InterestScale;
import io.storeloop.recommendation.interaction.ItemInterests;
import io.storeloop.recommendation.interaction.UserHistory;
import io.storeloop.recommendation.model.RecommendationModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out who asks, and what may be used of what they did. Thread-safe. */
final class Shoppers {
  /**
   * Whoever asks.
   *
   * @param consented whether a list of their own may be made; a list for nobody in particular needs
   *     no consent
   */
  record Found(Shopper shopper, boolean consented) {}

  private static final int[] NO_VISIT = {};

  private final Histories histories;
  private final Catalogue catalogue;
  private final InteractionProperties interaction;
  private final RecommendProperties properties;
  private final long visitGapMillis;
  private final boolean consentRequired;

  /**
   * A longer pause than {@code visitGap} ends a visit; {@code consentRequired}: consent that nobody
   * has given is none.
   */
  Shoppers(
      Histories histories,
      Catalogue catalogue,
      InteractionProperties interaction,
      RecommendProperties properties,
      Duration visitGap,
      boolean consentRequired) {
    this.histories = histories;
    this.catalogue = catalogue;
    this.interaction = interaction;
    this.properties = properties;
    this.visitGapMillis = visitGap.toMillis();
    this.consentRequired = consentRequired;
  }

  /** {@code model}: that answers, and decides what behaviour says. */
  Found find(RecommendationQuestion question, RecommendationModel model) {
    Optional<UserHistory> history =
        histories.find(question.userId(), question.anonymousId(), question.sessionId());
    boolean consented =
        !question.aboutSomebody()
            || history
                .flatMap(known -> known.consent(ConsentPurpose.PERSONALISATION))
                .orElse(!consentRequired);
    Optional<UserHistory> usable = history.filter(known -> consented);
    List<CatalogueItem> context = known(question.itemIds());
    return new Found(
        new Shopper(
            usable
                .map(known -> known.strongest(model.interest(interaction)))
                .orElse(ItemInterests.none()),
            usable.map(this::visit).orElse(NO_VISIT),
            context,
            indexes(context, known(question.excludeItemIds()))),
        consented);
  }

  private int[] visit(UserHistory history) {
    return history.latestVisit(visitGapMillis, properties.visitItems());
  }

  /** The ids of what the shopper took an interest in; empty without consent. */
  List<String> metBy(String userId) {
    ItemInterests interests =
        consenting(userId)
            .map(known -> known.strongest(InterestScale.of(interaction)))
            .orElse(ItemInterests.none());
    return IntStream.range(0, interests.size())
        .mapToObj(place -> catalogue.item(interests.item(place)).itemId())
        .toList();
  }

  /** Whether the shopper has a history. */
  boolean knows(@Nullable String userId, @Nullable String anonymousId) {
    return histories.find(userId, anonymousId, null).isPresent();
  }

  /** Whether the shopper may have a list of their own, and be named in the record. */
  boolean consents(String userId) {
    return histories
        .find(userId, null, null)
        .flatMap(known -> known.consent(ConsentPurpose.PERSONALISATION))
        .orElse(!consentRequired);
  }

  /** The history of a shopper who may have a list of their own. */
  Optional<UserHistory> consenting(String userId) {
    return histories.find(userId, null, null).filter(known -> consents(userId));
  }

  /** Where those items stand in the catalogue that it knows. */
  int[] indexes(List<String> itemIds) {
    return indexes(known(itemIds), List.of());
  }

  private List<CatalogueItem> known(List<String> itemIds) {
    List<CatalogueItem> found = new ArrayList<>(itemIds.size());
    for (String itemId : itemIds) {
      catalogue.find(itemId).ifPresent(found::add);
    }
    return found;
  }

  private static int[] indexes(List<CatalogueItem> context, List<CatalogueItem> excluded) {
    return Stream.concat(context.stream(), excluded.stream())
        .mapToInt(CatalogueItem::index)
        .toArray();
  }
}
