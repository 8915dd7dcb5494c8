package io.storeloop.demoshop;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A category of the shop and what is sold in it.
 *
 * @param index place in {@link #ALL}
 * @param nouns what its items are called
 * @param replenishDays after how many days a piece is used up; 0 if it lasts
 * @param peakMonth when it sells best, 1 to 12
 * @param season how much the season matters, in [0, 1)
 * @param goesWith path of the category that is often bought with it
 */
record Category(
    int index,
    String top,
    String sub,
    List<String> nouns,
    double medianPrice,
    int replenishDays,
    int peakMonth,
    double season,
    String goesWith) {

  private static final double DAYS_PER_YEAR = 365.25;
  private static final double DAYS_PER_MONTH = DAYS_PER_YEAR / 12;

  private static final String TABLE =
      """
      shoes/running         | Trail Shoe, Road Shoe, Racing Flat            |  95 |  0 |  4 | 0.5 | clothing/socks
      shoes/sneakers        | Canvas Sneaker, Court Sneaker, High Top       |  80 |  0 |  5 | 0.2 | clothing/trousers
      shoes/boots           | Hiking Boot, Chelsea Boot, Winter Boot        | 120 |  0 | 11 | 0.7 | clothing/jackets
      shoes/sandals         | Beach Sandal, Cork Sandal, Slide              |  40 |  0 |  7 | 0.8 | sports/swimming
      shoes/kids            | School Shoe, Rain Boot, Velcro Sneaker        |  45 |  0 |  8 | 0.4 | pets/toys
      clothing/shirts       | Oxford Shirt, Tee, Polo                       |  30 |  0 |  6 | 0.2 | clothing/trousers
      clothing/jackets      | Rain Jacket, Down Jacket, Fleece              | 110 |  0 | 11 | 0.7 | shoes/boots
      clothing/trousers     | Chino, Jean, Jogger                           |  55 |  0 |  9 | 0.2 | clothing/shirts
      clothing/dresses      | Summer Dress, Wrap Dress, Maxi Dress          |  60 |  0 |  6 | 0.5 | shoes/sandals
      clothing/socks        | Running Sock, Wool Sock, Ankle Sock           |  12 |  0 | 12 | 0.3 | shoes/running
      sports/yoga           | Yoga Mat, Yoga Block, Meditation Cushion      |  35 |  0 |  1 | 0.5 | beauty/skincare
      sports/cycling        | Bike Helmet, Bike Light, Cycling Glove        |  50 |  0 |  5 | 0.6 | clothing/jackets
      sports/camping        | Tent, Sleeping Bag, Camping Stove             | 130 |  0 |  7 | 0.8 | shoes/boots
      sports/swimming       | Swim Goggles, Swimsuit, Kickboard             |  28 |  0 |  7 | 0.7 | shoes/sandals
      sports/fitness        | Kettlebell, Resistance Band, Foam Roller      |  32 |  0 |  1 | 0.6 | electronics/wearables
      home/kitchen          | Frying Pan, Chef Knife, Salad Bowl            |  48 |  0 | 12 | 0.4 | grocery/oils
      home/bedding          | Duvet Cover, Pillow, Linen Sheet              |  58 |  0 | 10 | 0.3 | home/lighting
      home/lighting         | Floor Lamp, Desk Lamp, String Light           |  52 |  0 | 11 | 0.5 | home/decor
      home/storage          | Shelf Basket, Storage Box, Coat Rack          |  34 |  0 |  1 | 0.3 | home/kitchen
      home/decor            | Vase, Picture Frame, Scented Candle           |  26 |  0 | 12 | 0.6 | home/lighting
      beauty/skincare       | Day Cream, Face Serum, Sunscreen              |  24 | 40 |  6 | 0.2 | beauty/haircare
      beauty/haircare       | Shampoo, Conditioner, Hair Oil                |  13 | 35 |  6 | 0.1 | beauty/skincare
      beauty/fragrance      | Eau de Parfum, Cologne, Body Mist             |  55 |  0 | 12 | 0.8 | beauty/makeup
      beauty/makeup         | Lipstick, Mascara, Foundation                 |  19 |  0 | 12 | 0.4 | beauty/skincare
      beauty/shaving        | Razor Blades, Shaving Gel, Beard Balm         |  15 | 30 | 12 | 0.1 | beauty/haircare
      grocery/coffee        | Espresso Beans, Filter Coffee, Decaf Beans    |  14 | 21 | 11 | 0.2 | grocery/breakfast
      grocery/tea           | Green Tea, Herbal Tea, Black Tea              |   8 | 30 | 12 | 0.4 | grocery/snacks
      grocery/snacks        | Dark Chocolate, Nut Mix, Oat Cookies          |   6 | 16 | 12 | 0.3 | grocery/coffee
      grocery/breakfast     | Granola, Porridge Oats, Honey                 |   7 | 24 |  1 | 0.2 | grocery/coffee
      grocery/oils          | Olive Oil, Walnut Oil, Balsamic Vinegar       |  15 | 45 | 12 | 0.2 | home/kitchen
      electronics/headphones| Earbuds, Studio Headphones, Neckband          | 110 |  0 | 12 | 0.6 | electronics/phones
      electronics/phones    | Smartphone, Foldable Phone, Phone Case        | 320 |  0 | 10 | 0.4 | electronics/chargers
      electronics/cameras   | Compact Camera, Action Camera, Tripod         | 260 |  0 |  7 | 0.4 | electronics/chargers
      electronics/wearables | Sports Watch, Fitness Band, Smart Ring        | 150 |  0 |  1 | 0.4 | shoes/running
      electronics/chargers  | Wall Charger, Power Bank, USB Cable           |  25 |  0 |  8 | 0.1 | electronics/phones
      pets/dog-food         | Dog Kibble, Puppy Food, Dog Treats            |  32 | 24 |  1 | 0.0 | pets/toys
      pets/cat-food         | Cat Kibble, Kitten Food, Cat Treats           |  22 | 21 |  1 | 0.0 | pets/litter
      pets/litter           | Clumping Litter, Wood Litter, Silica Litter   |  16 | 20 |  1 | 0.0 | pets/cat-food
      pets/toys             | Rope Toy, Squeaky Ball, Feather Wand          |  11 |  0 | 12 | 0.3 | pets/care
      pets/care             | Pet Shampoo, Brush, Tick Collar               |  18 |  0 |  5 | 0.4 | pets/toys
      """;

  static final List<Category> ALL = read(TABLE.lines().toList());

  /** The names of the first level, in the order of the table. */
  static final List<String> TOPS = ALL.stream().map(Category::top).distinct().toList();

  String path() {
    return top + "/" + sub;
  }

  int topIndex() {
    return TOPS.indexOf(top);
  }

  boolean isReplenishable() {
    return replenishDays > 0;
  }

  static Category at(String path) {
    return ALL.stream()
        .filter(category -> category.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no category " + path));
  }

  /** How strongly the category is wanted at a time of the year, 1 on average over the year. */
  double demandAt(long epochMillis) {
    int day = Instant.ofEpochMilli(epochMillis).atZone(ZoneOffset.UTC).getDayOfYear();
    double peak = (peakMonth - 0.5) * DAYS_PER_MONTH;
    return 1 + season * StrictMath.cos(2 * StrictMath.PI * (day - peak) / DAYS_PER_YEAR);
  }

  private static List<Category> read(List<String> rows) {
    return IntStream.range(0, rows.size())
        .mapToObj(index -> read(index, rows.get(index).split("\\s*\\|\\s*", -1)))
        .toList();
  }

  private static Category read(int index, String[] cells) {
    String[] path = cells[0].strip().split("/", -1);
    return new Category(
        index,
        path[0],
        path[1],
        List.of(cells[1].split(", ", -1)),
        Double.parseDouble(cells[2]),
        Integer.parseInt(cells[3]),
        Integer.parseInt(cells[4]),
        Double.parseDouble(cells[5]),
        cells[6].strip());
  }
}
