package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.interaction.ItemInterests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says of every item of one list why it stands there. */
final class Explanations {
  private static final Comparator<Evidence> STRONGEST_FIRST =
      Comparator.comparingDouble(Evidence::share).reversed();

  private final Catalogue catalogue;
  private final AlikeCandidates alike;
  private final Shopper shopper;
  private final @Nullable LearntScores scores;
  private final int shown;

  /**
   * {@code scores} of the list, null for one that no model has a part in; {@code shown}: evidence
   * listed per item.
   */
  Explanations(
      Catalogue catalogue,
      AlikeCandidates alike,
      Shopper shopper,
      @Nullable LearntScores scores,
      int shown) {
    this.catalogue = catalogue;
    this.alike = alike;
    this.shopper = shopper;
    this.scores = scores;
    this.shown = shown;
  }

  List<RecommendedItem> of(List<Placed> list) {
    int[] scored = scored(list);
    List<Reasons> reasons =
        scores == null || scored.length == 0 ? List.of() : scores.reasons(scored, shopper);
    List<RecommendedItem> items = new ArrayList<>(list.size());
    int next = 0;
    for (Placed placed : list) {
      items.add(
          placed.candidate().isScored() ? scored(placed, reasons.get(next++)) : unscored(placed));
    }
    return items;
  }

  private static int[] scored(List<Placed> list) {
    int[] scored = new int[list.size()];
    int count = 0;
    for (Placed placed : list) {
      if (placed.candidate().isScored()) {
        scored[count++] = placed.candidate().modelItem();
      }
    }
    return Arrays.copyOf(scored, count);
  }

  private RecommendedItem scored(Placed placed, Reasons reasons) {
    String because = ReasonWords.because(reasons.source(), reasons.evidence());
    return isPinned(placed)
        ? item(placed, Source.PINNED, ReasonWords.placedBeside(because), reasons.evidence())
        : item(placed, reasons.source(), because, reasons.evidence());
  }

  private RecommendedItem unscored(Placed placed) {
    CatalogueItem item = placed.candidate().item();
    Stated stated = placed.candidate().stated();
    if (isPinned(placed)) {
      return item(placed, Source.PINNED, ReasonWords.PINNED, List.of());
    }
    if (stated != null) {
      return item(placed, placed.candidate().source(), stated.reason(), stated.evidence());
    }
    return switch (placed.candidate().source()) {
      case CATEGORY -> ofCategory(placed, String.valueOf(item.category()));
      case CONTENT -> ofContent(placed);
      case EXPLORED -> item(placed, Source.EXPLORED, ReasonWords.EXPLORED, List.of());
      default ->
          item(
              placed,
              Source.POPULAR,
              placed.candidate().score() > 0 ? popular(item) : ReasonWords.NOTHING_KNOWN,
              List.of());
    };
  }

  private static boolean isPinned(Placed placed) {
    return (placed.why() != null && placed.why().kind() == Placed.Kind.PIN)
        || placed.candidate().source() == Source.PINNED;
  }

  private String popular(CatalogueItem item) {
    ItemInterests interests = shopper.interests();
    int place = interests.placeOf(item.index(), 0);
    if (place >= 0) {
      return ReasonWords.popularAndMet(item, interests.type(place));
    }
    return interests.size() == 0 ? ReasonWords.POPULAR_FOR_STRANGER : ReasonWords.POPULAR;
  }

  private RecommendedItem ofContent(Placed placed) {
    List<Evidence> evidence = alike.evidence(placed.candidate().item(), shopper);
    return evidence.isEmpty() // what it was like has changed meanwhile
        ? item(placed, Source.POPULAR, ReasonWords.NOTHING_KNOWN, evidence)
        : item(placed, Source.CONTENT, ReasonWords.alike(evidence), evidence);
  }

  /** What the shopper did in the category, each with its part of the interest in it. */
  private RecommendedItem ofCategory(Placed placed, String category) {
    ItemInterests interests = shopper.interests();
    double total = 0;
    for (int place = 0; place < interests.size(); place++) {
      total += isOf(category, place) ? interests.weight(place) : 0;
    }
    List<Evidence> evidence = new ArrayList<>();
    for (int place = 0; place < interests.size(); place++) {
      if (isOf(category, place)) {
        evidence.add(
            new Evidence(
                catalogue.item(interests.item(place)),
                interests.type(place),
                interests.occurredAt(place),
                interests.weight(place) / total));
      }
    }
    evidence.sort(STRONGEST_FIRST);
    return evidence.isEmpty()
        ? item(placed, Source.POPULAR, ReasonWords.POPULAR, evidence)
        : item(placed, Source.CATEGORY, ReasonWords.popularIn(category, evidence), evidence);
  }

  private boolean isOf(String category, int place) {
    return category.equals(catalogue.item(shopper.interests().item(place)).category());
  }

  private RecommendedItem item(
      Placed placed, Source source, String reason, List<Evidence> evidence) {
    int listed = Math.min(evidence.size(), shown);
    double otherShare = 0;
    for (Evidence hidden : evidence.subList(listed, evidence.size())) {
      otherShare += hidden.share();
    }
    return new RecommendedItem(
        placed.candidate().item(),
        source,
        placed.candidate().score(),
        reason,
        List.copyOf(evidence.subList(0, listed)),
        otherShare,
        placed.why(),
        placed.propensity());
  }
}
