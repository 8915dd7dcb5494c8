package io.storeloop.recommendation.recommend;

import io.storeloop.algorithms.basket.Partner;
import io.storeloop.algorithms.trend.TrendingItem;
import io.storeloop.recommendation.filter.ItemFilter;
import io.storeloop.recommendation.interaction.Catalogue;
import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.popularity.Popularity;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where candidates come from, for one list; all of them keep its hard rules. */
final class Rungs {
  private final Catalogue catalogue;
  private final PopularRanks ranks;
  private final Eligibility eligibility;
  private final ItemFilter filter;
  private final List<Candidate> learnt;

  /** {@code learnt}: what the model has found, best first. */
  Rungs(
      Catalogue catalogue,
      PopularRanks ranks,
      Eligibility eligibility,
      ItemFilter filter,
      List<Candidate> learnt) {
    this.catalogue = catalogue;
    this.ranks = ranks;
    this.eligibility = eligibility;
    this.filter = filter;
    this.learnt = learnt;
  }

  Candidates learnt() {
    return of(learnt);
  }

  static Candidates of(List<Candidate> candidates) {
    Iterator<Candidate> iterator = candidates.iterator();
    return () -> iterator.hasNext() ? iterator.next() : null;
  }

  /** What is popular, best first. */
  Candidates popular(long nanos) {
    Popularity popularity = ranks.popularity();
    if (filter.equals(ItemFilter.ALL)) {
      return ranked(rank -> rank, popularity.size(), Source.POPULAR, item -> true);
    }
    return lazily(() -> {
      int[] found = ranks.of(filter, nanos);
      return ranked(place -> found[place], found.length, Source.POPULAR, item -> true);
    });
  }

  /** Nothing is looked for until the first one is asked for. */
  static Candidates lazily(Supplier<Candidates> source) {
    return new Candidates() {
      private @Nullable Candidates begun;

      @Override
      public @Nullable Candidate next() {
        if (begun == null) {
          begun = source.get();
        }
        return begun.next();
      }
    };
  }

  static Candidates oneAfterAnother(List<Candidates> rungs) {
    return new Candidates() {
      private int rung;

      @Override
      public @Nullable Candidate next() {
        while (rung < rungs.size()) {
          Candidate candidate = rungs.get(rung).next();
          if (candidate != null) {
            return candidate;
          }
          rung++;
        }
        return null;
      }
    };
  }

  /** What is popular in one category, best first. */
  Candidates popularIn(String category) {
    return popularIn(category, Source.POPULAR, item -> true);
  }

  /** What is popular in a category of the shopper's interest and new to them, best first. */
  Candidates ofInterest(String category, Shopper shopper) {
    return popularIn(category, Source.CATEGORY, item -> !shopper.met(item.index()));
  }

  private Candidates popularIn(String category, Source source, Predicate<CatalogueItem> also) {
    int[] found = ranks.of(category);
    return ranked(
        place -> found[place],
        found.length,
        source,
        item -> category.equals(item.category()) && also.test(item));
  }

  /** The newest items, in the given order. */
  Candidates newest(int[] items) {
    return counted(
        items.length,
        place ->
            Candidate.stated(
                catalogue.item(items[place]),
                Source.RECENT,
                1.0 / (place + 1),
                new Stated(ReasonWords.RECENT, List.of())));
  }

  /** What is asked for more than usual, most significant first. */
  Candidates trending(List<TrendingItem> trending) {
    return counted(
        trending.size(),
        place -> {
          TrendingItem found = trending.get(place);
          return Candidate.stated(
              catalogue.item(found.item()),
              Source.TRENDING,
              found.z(),
              new Stated(ReasonWords.trending(found), List.of()));
        });
  }

  /** What is bought in one basket with an item, best first. */
  Candidates boughtTogether(CatalogueItem item, List<Partner> partners) {
    return counted(
        partners.size(),
        place -> {
          Partner partner = partners.get(place);
          return Candidate.stated(
              catalogue.item(partner.item()),
              Source.BOUGHT_TOGETHER,
              partner.evidence(),
              new Stated(
                  ReasonWords.boughtTogether(item, partner),
                  List.of(new Evidence(item, null, 0, 1))));
        });
  }

  /** Some candidates, of those that keep the hard rules. */
  Candidates counted(int count, IntFunction<Candidate> candidateAt) {
    return new Candidates() {
      private int place;

      @Override
      public @Nullable Candidate next() {
        while (place < count) {
          Candidate candidate = candidateAt.apply(place++);
          if (eligibility.allows(candidate.item())) {
            return candidate;
          }
        }
        return null;
      }
    };
  }

  /**
   * Candidates that also meet another condition: those of the model, then the ones that are named,
   * or else the popular ones and the newest.
   */
  Candidates matching(ItemFilter also, long nanos) {
    Iterator<Candidate> scored =
        learnt.stream().filter(candidate -> also.matches(candidate.item())).iterator();
    Candidates others =
        lazily(() -> also.itemIds().map(ids -> named(ids, also)).orElseGet(() -> met(also, nanos)));
    return () -> scored.hasNext() ? scored.next() : others.next();
  }

  /** Those that are named, the most popular first. */
  private Candidates named(Set<String> itemIds, ItemFilter also) {
    return of(
        itemIds.stream()
            .flatMap(itemId -> catalogue.find(itemId).stream())
            .filter(item -> also.matches(item) && eligibility.allows(item))
            .sorted(
                Comparator.comparingInt((CatalogueItem item) -> ranks.rankOf(item.index()))
                    .thenComparing(CatalogueItem::itemId))
            .map(item -> Candidate.found(item, Source.PINNED, ranks.scoreOf(item.index())))
            .toList());
  }

  /** The popular ones, then the newest: of those perhaps nobody has met any. */
  private Candidates met(ItemFilter also, long nanos) {
    int[] found = ranks.of(also, nanos);
    Candidates popular = ranked(place -> found[place], found.length, Source.POPULAR, also::matches);
    Candidates newest =
        lazily(() -> {
          int[] items = catalogue.newest();
          return counted(
              items.length,
              place -> Candidate.found(catalogue.item(items[place]), Source.PINNED, 0));
        });
    return () -> {
      Candidate candidate = popular.next();
      if (candidate == null) {
        candidate = newest.next();
        while (candidate != null && !also.matches(candidate.item())) {
          candidate = newest.next();
        }
      }
      return candidate;
    };
  }

  private Candidates ranked(
      IntUnaryOperator rankAt, int count, Source source, Predicate<CatalogueItem> also) {
    Popularity popularity = ranks.popularity();
    IntToDoubleFunction score = popularity::score;
    return new Candidates() {
      private int place;

      @Override
      public @Nullable Candidate next() {
        while (place < count) {
          int rank = rankAt.applyAsInt(place++);
          CatalogueItem item = catalogue.item(popularity.item(rank));
          if (also.test(item) && eligibility.allows(item)) {
            return Candidate.found(item, source, score.applyAsDouble(rank));
          }
        }
        return null;
      }
    };
  }
}
