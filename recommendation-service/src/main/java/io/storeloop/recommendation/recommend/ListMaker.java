package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.interaction.CatalogueItem;
import io.storeloop.recommendation.merchandising.RulesInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts candidates into their places: pins first, then promotions, then the best of what is left,
 * place by place, within quotas, in the calibrated mix, and as diverse as the shop wants it.
 * Whatever it is given keeps the hard rules; quotas it keeps itself. One list's own.
 */
final class ListMaker {
  /** Candidates looked at for one place: how far diversity and mix may reach down. */
  static final int LOOK_AHEAD = 50;

  private final @Nullable Placed[] places;
  private final RulesInForce rules;
  private final Quotas quotas;
  private final CalibratedMix mix;
  private final SeenItems taken = new SeenItems();
  private final List<Candidate> window = new ArrayList<>();

  ListMaker(int numResults, RulesInForce rules, CalibratedMix mix) {
    this.places = new Placed[numResults];
    this.rules = rules;
    this.quotas = new Quotas(rules.quotas());
    this.mix = mix;
  }

  /** Places the best candidate that is not in the list yet, if the place is free. */
  void pin(RulesInForce.Pin pin, Supplier<Candidates> candidates) {
    if (pin.position() < places.length && places[pin.position()] == null) {
      Candidate best = firstFitting(candidates.get());
      if (best != null) {
        put(pin.position(), new Placed(best, new Placed.By(Placed.Kind.PIN, pin.ruleId()), 1));
      }
    }
  }

  /** Spreads promoted items over the list, each at the end of an equal part of it. */
  void promote(Promotion promotion, Candidates candidates) {
    int wanted = promotion.places(places.length);
    for (int part = 1; part <= wanted; part++) {
      int place = freePlace(part * places.length / wanted - 1);
      Candidate best = place < 0 ? null : firstFitting(candidates);
      if (best == null) {
        return;
      }
      put(place, new Placed(best, new Placed.By(Placed.Kind.PROMOTION, promotion.name()), 1));
    }
  }

  /** The nearest free place, first before, then behind; -1 when all are taken. */
  private int freePlace(int wanted) {
    for (int place = wanted; place >= 0; place--) {
      if (places[place] == null) {
        return place;
      }
    }
    for (int place = wanted + 1; place < places.length; place++) {
      if (places[place] == null) {
        return place;
      }
    }
    return -1;
  }

  private @Nullable Candidate firstFitting(Candidates candidates) {
    Candidate candidate = candidates.next();
    while (candidate != null
        && (taken.contains(candidate.item().index()) || !quotas.allow(candidate.item()))) {
      candidate = candidates.next();
    }
    return candidate;
  }

  /** Fills what is free. */
  void fill(Candidates candidates) {
    for (int place = 0; place < places.length; place++) {
      if (places[place] == null) {
        Candidate best = choose(place, candidates);
        if (best == null) {
          return;
        }
        put(place, Placed.byScore(best));
      }
    }
  }

  private @Nullable Candidate choose(int place, Candidates candidates) {
    boolean picky = mix.applies() || !rules.diversities().isEmpty();
    refill(candidates, picky ? LOOK_AHEAD : 1);
    if (window.isEmpty()) {
      return null;
    }
    return window.remove(picky ? pick(place) : 0);
  }

  /** Drops what no longer fits from the window, and looks at more. */
  private void refill(Candidates candidates, int wanted) {
    window.removeIf(candidate -> !fits(candidate));
    while (window.size() < wanted) {
      Candidate next = candidates.next();
      if (next == null) {
        return;
      }
      if (fits(next)) {
        window.add(next);
      }
    }
  }

  private boolean fits(Candidate candidate) {
    return !taken.contains(candidate.item().index()) && quotas.allow(candidate.item());
  }

  private int pick(int place) {
    List<Candidate> choice = new ArrayList<>();
    Source source = window.getFirst().source();
    for (Candidate candidate : window) {
      if (candidate.source() == source && isDiverse(place, candidate.item())) {
        choice.add(candidate);
      }
    }
    if (choice.isEmpty()) {
      return firstDiverse(place);
    }
    return window.indexOf(choice.get(mix.applies() ? mix.best(choice) : 0));
  }

  /** When the present rung has nothing that is diverse enough, a lower one may; else the best. */
  private int firstDiverse(int place) {
    for (int at = 0; at < window.size(); at++) {
      if (isDiverse(place, window.get(at).item())) {
        return at;
      }
    }
    return 0;
  }

  /** Whether the item makes no row of one group longer than the shop wants. */
  private boolean isDiverse(int place, CatalogueItem item) {
    for (RulesInForce.Limit diversity : rules.diversities()) {
      String group = diversity.per().of(item);
      if (group != null && diversity.items().matches(item)) {
        int row = 1;
        for (int before = place - 1; before >= 0 && sameGroup(before, diversity, group); before--) {
          row++;
        }
        for (int behind = place + 1;
            behind < places.length && sameGroup(behind, diversity, group);
            behind++) {
          row++;
        }
        if (row > diversity.limit()) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean sameGroup(int place, RulesInForce.Limit diversity, String group) {
    Placed placed = places[place];
    return placed != null && group.equals(diversity.per().of(placed.candidate().item()));
  }

  private void put(int place, Placed placed) {
    places[place] = placed;
    taken.add(placed.candidate().item().index());
    quotas.add(placed.candidate().item());
    mix.add(placed.candidate());
  }

  boolean holds(int catalogueItem) {
    return taken.contains(catalogueItem);
  }

  Quotas quotas() {
    return quotas;
  }

  /** The list; where candidates ran out, what stands behind moves up. */
  List<Placed> made() {
    List<Placed> made = new ArrayList<>(places.length);
    for (Placed placed : places) {
      if (placed != null) {
        made.add(placed);
      }
    }
    return made;
  }
}
