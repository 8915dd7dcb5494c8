package io.storeloop.demoshop;

import java.util.List;

/** A planted group of shoppers who like the same categories; part of the truth, never sent. */
enum TasteGroup {
  RUNNERS(
      14, 0.45, 1, "shoes/running", "clothing/socks", "sports/fitness", "electronics/wearables"),
  OUTDOORS(11, 0.40, 2, "sports/camping", "shoes/boots", "clothing/jackets", "sports/cycling"),
  COOKS(14, 0.55, 2, "home/kitchen", "grocery/coffee", "grocery/oils", "grocery/breakfast"),
  NESTERS(12, 0.70, 3, "home/bedding", "home/lighting", "home/decor", "home/storage"),
  STYLISTS(16, 0.80, 0, "clothing/dresses", "shoes/sneakers", "beauty/fragrance", "beauty/makeup"),
  WELLNESS(11, 0.75, 1, "beauty/skincare", "beauty/haircare", "sports/yoga", "grocery/tea"),
  TECHIES(
      12,
      0.25,
      1,
      "electronics/headphones",
      "electronics/phones",
      "electronics/cameras",
      "grocery/snacks"),
  PET_OWNERS(10, 0.60, 3, "pets/dog-food", "pets/cat-food", "pets/litter", "pets/toys");

  /** How many of 100 shoppers belong to it. */
  final int share;

  final double femaleShare;

  /** The age band that is met most often, an index of {@link Traits#AGE_BANDS}. */
  final int typicalAge;

  @SuppressWarnings("ImmutableEnumChecker") // made by toList(), of records
  final List<Category> favourites;

  TasteGroup(int share, double femaleShare, int typicalAge, String... favourites) {
    this.share = share;
    this.femaleShare = femaleShare;
    this.typicalAge = typicalAge;
    this.favourites = List.of(favourites).stream().map(Category::at).toList();
  }

  static TasteGroup draw(Dice dice) {
    List<TasteGroup> groups = List.of(values());
    double[] shares = groups.stream().mapToDouble(group -> group.share).toArray();
    return groups.get(dice.weighted(shares));
  }
}
