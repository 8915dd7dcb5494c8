package io.storeloop.demoshop;

import io.storeloop.demoshop.EventDraft.ItemList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A visit without an errand: arrive, look around by list and search, maybe fill a cart and check
 * out.
 */
final class Browsing {
  private static final double BOUNCE = 0.3;
  private static final double SIGN_IN = 0.3;
  private static final double ANOTHER_ROUND = 0.5;
  private static final int MAX_ROUNDS = 7;
  private static final double CHANGE_OF_MIND = 0.3;
  private static final double SEARCH = 0.35;
  private static final double SEARCH_FAILS = 0.07;
  private static final double ANOTHER_LOOK = 0.55;
  private static final int MAX_LOOKS = 6;
  private static final double CLICK_SEEN = 0.6;
  private static final double LOOK_AGAIN = 0.25;
  private static final int REMEMBERED = 6;
  private static final double ADD = 0.025;
  private static final double ADD_AGAIN_SEEN = 1.8;
  private static final double ADD_COMPLEMENT = 9;
  private static final double WISH = 0.05;
  private static final double SECOND_PIECE = 0.12;
  private static final double LOOK_AT_COMPLEMENT = 0.45;
  private static final int LIST_LENGTH = 24;
  private static final long LONGEST_DWELL = 10 * Moment.MINUTE;

  private final Setting setting;
  private final ShopperNature nature;
  private final Dice dice;
  private final Diary diary;
  private final Mood mood;
  private final Chooser chooser;
  private final Checkout checkout;
  private final Deque<Goods> remembered = new ArrayDeque<>();

  Browsing(
      Setting setting,
      ShopperNature nature,
      Dice dice,
      Diary diary,
      Mood mood,
      Chooser chooser,
      Checkout checkout) {
    this.setting = setting;
    this.nature = nature;
    this.dice = dice;
    this.diary = diary;
    this.mood = mood;
    this.chooser = chooser;
    this.checkout = checkout;
  }

  void happen() {
    checkout.forgetOldCart(diary.now());
    arrive(checkout.hasCart() && dice.chance(0.5) ? "/cart" : "/");
    if (dice.chance(BOUNCE)) {
      return;
    }
    lookAround();
    checkout.settle();
  }

  /** Opens a first page; some are signed in by now. */
  void arrive(String path) {
    boolean known =
        nature.signIn == ShopperNature.SignIn.KNOWN_FROM_THE_START && diary.device() == 0;
    if (known && !diary.isSignedIn()) {
      diary.signIn();
    }
    diary.note(
        new EventDraft(ShopEvent.Type.PAGE).property("path", path).property("channel", channel()));
    diary.pass(Moment.seconds(dice.between(3, 25)));
    if (nature.signIn != ShopperNature.SignIn.NEVER
        && !diary.isSignedIn()
        && dice.chance(SIGN_IN)) {
      diary.signIn();
      diary.pass(Moment.seconds(dice.between(1, 5)));
    }
  }

  private String channel() {
    double newsletter = nature.traits.newsletter() ? 3 : 0;
    String[] channels = {"direct", "organic", "ads", "newsletter"};
    return channels[dice.weighted(new double[] {4, 4, 1.5, newsletter})];
  }

  private void lookAround() {
    int rounds = 1 + dice.streak(ANOTHER_ROUND, MAX_ROUNDS - 1);
    Category category = chooser.category(diary.now());
    for (int round = 0; round < rounds; round++) {
      if (round > 0 && dice.chance(CHANGE_OF_MIND)) {
        category = chooser.category(diary.now());
      }
      ItemList list = dice.chance(SEARCH) ? search(category) : browse(category);
      look(category, list);
    }
  }

  private ItemList browse(Category category) {
    ItemList list = new ItemList("category:" + category.path());
    diary.note(
        new EventDraft(ShopEvent.Type.LIST_VIEW).list(list).property("category", category.path()));
    diary.pass(Moment.seconds(dice.between(4, 40)));
    return list;
  }

  private ItemList search(Category category) {
    ItemList list = new ItemList("search");
    boolean fails = dice.chance(SEARCH_FAILS);
    if (fails) {
      mood.annoy(0.05);
    }
    diary.note(
        new EventDraft(ShopEvent.Type.SEARCH)
            .query(query(category))
            .list(list)
            .property("resultCount", fails ? 0 : 1 + dice.below(LIST_LENGTH)));
    diary.pass(Moment.seconds(dice.between(4, 30)));
    return list;
  }

  /** Words of an item's name: what it is, at times with its brand or how it is described. */
  private String query(Category category) {
    List<Goods> goods = setting.catalogue().of(category);
    Goods meant = chooser.item(category, diary.now()).orElse(goods.getFirst());
    List<String> words = new ArrayList<>();
    if (dice.chance(0.3)) {
      words.add(meant.item().brand());
    }
    String noun =
        category.nouns().stream()
            .filter(meant.item().name()::contains)
            .findFirst()
            .orElse(category.sub());
    words.add(dice.chance(0.6) ? noun : noun.substring(noun.lastIndexOf(' ') + 1));
    if (dice.chance(0.15)) {
      words.add(meant.item().attributes().getOrDefault("colour", ""));
    }
    return String.join(" ", words).toLowerCase(Locale.ROOT);
  }

  private void look(Category category, ItemList list) {
    int looks = 1 + dice.streak(ANOTHER_LOOK, MAX_LOOKS - 1);
    int position = 0;
    for (int i = 0; i < looks; i++) {
      position += 1 + dice.streak(0.5, LIST_LENGTH / MAX_LOOKS - 1);
      boolean again = !remembered.isEmpty() && dice.chance(LOOK_AGAIN);
      Optional<Goods> good = again ? Optional.of(recall()) : chooser.item(category, diary.now());
      if (good.isPresent()) {
        click(good.get(), list, position);
        view(good.get(), again ? ADD_AGAIN_SEEN : 1);
      }
    }
  }

  private Goods recall() {
    return remembered.stream().skip(dice.below(remembered.size())).findFirst().orElseThrow();
  }

  private void click(Goods good, ItemList list, int position) {
    if (dice.chance(CLICK_SEEN)) {
      diary.note(new EventDraft(ShopEvent.Type.CLICK).item(good).list(list).position(position));
      diary.pass(Moment.seconds(dice.between(0.3, 1.5)));
    }
  }

  private void view(Goods good, double eagerness) {
    double match = chooser.match(good);
    long dwell = Math.min(LONGEST_DWELL, Moment.seconds(dice.logNormal(9 + 28 * match, 0.8)));
    int discount = setting.catalogue().discountPercent(good, diary.now());
    diary.note(new EventDraft(ShopEvent.Type.VIEW).item(good, discount).duration(dwell));
    diary.pass(dwell + Moment.seconds(dice.between(0.5, 6)));
    remember(good);
    decide(good, match, discount, eagerness);
  }

  private void decide(Goods good, double match, int discount, double eagerness) {
    double bargain = 1 + 8 * nature.priceSensitivity * discount / 100.0;
    double wanted = ADD * nature.buyingMood * (0.3 + 1.4 * match) * bargain * eagerness;
    if (chooser.owns(good) || checkout.holds(good)) {
      return;
    }
    if (dice.chance(wanted)) {
      take(good);
    } else if (dice.chance(WISH * match)) {
      diary.note(new EventDraft(ShopEvent.Type.WISHLIST).item(good, discount));
      diary.pass(Moment.seconds(dice.between(1, 4)));
    }
  }

  private void take(Goods good) {
    if (!good.item().inStock()) {
      mood.annoy(0.25);
      return;
    }
    int quantity =
        1
            + (good.category().isReplenishable()
                ? dice.streak(0.35, 3)
                : dice.streak(SECOND_PIECE, 1));
    checkout.add(good, quantity);
    if (dice.chance(LOOK_AT_COMPLEMENT)) {
      chooser
          .item(chooser.complementOf(good), diary.now())
          .ifPresent(other -> view(other, ADD_COMPLEMENT));
    }
  }

  private void remember(Goods good) {
    remembered.remove(good);
    remembered.addLast(good);
    if (remembered.size() > REMEMBERED) {
      remembered.removeFirst();
    }
  }
}
