package io.storeloop.demoshop;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes up the items of a shop: names, prices, and a long tail of popularity. */
final class CatalogueDraw {
  private static final String CURRENCY = "EUR";
  private static final double[] TIER_PRICE = {0.6, 0.8, 1.0, 1.35, 1.9};
  private static final double TAIL_EXPONENT = 1.1;
  private static final double PRICE_SPREAD = 0.2;
  private static final double QUALITY_SPREAD = 0.7;
  private static final double IN_STOCK = 0.96;
  private static final double LAUNCHED_IN_PERIOD = 0.12;
  private static final long OLDEST_DAYS = 700;

  /** Five brands for each first-level category, cheapest first. */
  private static final List<List<String>> BRANDS =
      List.of(
          List.of("Pavo", "Stridely", "Kestrel", "Norrland", "Velatto"),
          List.of("Basico", "Linnea", "Harbour & Co", "Marlowe", "Atelier Sørensen"),
          List.of("Sportiva Uno", "Ridgeway", "Tundra", "Peakform", "Alpinist"),
          List.of("Huset", "Oakwell", "Casa Lume", "Brightside", "Maison Étoile"),
          List.of("Purely", "Botanica", "Rosalie", "Dermalux", "Noir & Or"),
          List.of("Everyday", "Harvest Lane", "Terra Buona", "Café Müller", "Fine & Dandy"),
          List.of("Volto", "Nexa", "Soniq", "Halcyon", "Prisma"),
          List.of("Paws", "Good Boy", "Whisker", "Nature's Bowl", "Royal Tail"));

  private static final List<String> ADJECTIVES =
      List.of(
          "Classic",
          "Light",
          "Urban",
          "Nordic",
          "Pure",
          "Bold",
          "Soft",
          "Essential",
          "Premium",
          "Golden",
          "Wild",
          "Swift",
          "Cosy",
          "Fresh",
          "Smart",
          "Vintage",
          "Eco",
          "Daily");
  private static final List<String> COLOURS =
      List.of("black", "white", "blue", "green", "red", "grey", "natural", "yellow");

  private final DemoShopOptions options;
  private final Dice dice;
  private final Map<String, Integer> namesTaken = new HashMap<>();
  private final List<Goods> goods = new ArrayList<>();

  CatalogueDraw(DemoShopOptions options) {
    this.options = options;
    this.dice = Dice.of(options.seed(), Dice.Stream.CATALOGUE, options.items());
  }

  List<Goods> goods() {
    int categories = Category.ALL.size();
    for (Category category : Category.ALL) {
      int size = (options.items() - category.index() + categories - 1) / categories;
      int[] ranks = shuffled(size);
      for (int place = 0; place < size; place++) {
        goods.add(draw(category, place, ranks[place]));
      }
    }
    return List.copyOf(goods);
  }

  private Goods draw(Category category, int place, int rank) {
    int tier = dice.below(TIER_PRICE.length);
    String brand = BRANDS.get(category.topIndex()).get(tier);
    double appeal = StrictMath.pow(rank + 1.0, -TAIL_EXPONENT);
    double quality = QUALITY_SPREAD * dice.gaussian();
    BigDecimal price = price(category.medianPrice() * TIER_PRICE[tier]);
    long launchedAt = launch();
    ShopItem item =
        new ShopItem(
            String.format(Locale.ROOT, "%s-%03d", category.sub(), place + 1),
            name(brand, category),
            category.path(),
            brand,
            price,
            CURRENCY,
            dice.chance(IN_STOCK),
            attributes(launchedAt));
    return new Goods(goods.size(), item, category, tier, appeal, quality, launchedAt);
  }

  private String name(String brand, Category category) {
    String noun = category.nouns().get(dice.below(category.nouns().size()));
    String name = brand + " " + ADJECTIVES.get(dice.below(ADJECTIVES.size())) + " " + noun;
    int same = namesTaken.merge(name, 1, Integer::sum);
    return same == 1 ? name : name + " " + same;
  }

  /** Ends in 9 cents, as prices do. */
  private BigDecimal price(double median) {
    long tenths = StrictMath.round(median * StrictMath.exp(PRICE_SPREAD * dice.gaussian()) * 10);
    return BigDecimal.valueOf(Math.max(1, tenths) * 10 + 9, 2);
  }

  private long launch() {
    double span = options.days() * (double) Moment.DAY;
    long start = options.start().toEpochMilli();
    if (dice.chance(LAUNCHED_IN_PERIOD)) {
      return start + (long) (span * dice.between(0.05, 0.85));
    }
    return start - (long) (dice.between(30, OLDEST_DAYS) * Moment.DAY);
  }

  private Map<String, String> attributes(long launchedAt) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("colour", COLOURS.get(dice.below(COLOURS.size())));
    attributes.put(
        "launchedOn",
        Instant.ofEpochMilli(launchedAt).atZone(ZoneOffset.UTC).toLocalDate().toString());
    return attributes;
  }

  /** The popularity ranks 0 to {@code size - 1} in random order. */
  private int[] shuffled(int size) {
    int[] ranks = new int[size];
    for (int i = 0; i < size; i++) {
      int other = dice.below(i + 1);
      ranks[i] = ranks[other];
      ranks[other] = i;
    }
    return ranks;
  }
}
