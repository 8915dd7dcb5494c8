package io.storeloop.demoshop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a shopper tells the shop on signing in. */
record Traits(String country, String ageBand, Optional<String> gender, boolean newsletter) {
  static final List<String> AGE_BANDS = List.of("18-24", "25-34", "35-44", "45-54", "55-64", "65+");

  private static final List<String> COUNTRIES =
      List.of("DE", "FR", "NL", "AT", "PL", "GB", "ES", "IT");
  private static final double[] COUNTRY_SHARES = {34, 17, 13, 9, 9, 8, 5, 5};
  private static final double AGE_SPREAD = 1.3;
  private static final double GENDER_GIVEN = 0.7;
  private static final double OTHER_GENDER = 0.02;

  /** People who watch prices subscribe to the newsletter more often. */
  static Traits draw(TasteGroup group, double priceSensitivity, Dice dice) {
    String country = COUNTRIES.get(dice.weighted(COUNTRY_SHARES));
    long age = StrictMath.round(group.typicalAge + AGE_SPREAD * dice.gaussian());
    String ageBand = AGE_BANDS.get((int) Math.clamp(age, 0, AGE_BANDS.size() - 1));
    String gender = dice.chance(group.femaleShare) ? "female" : "male";
    if (dice.chance(OTHER_GENDER)) {
      gender = "other";
    }
    Optional<String> given = dice.chance(GENDER_GIVEN) ? Optional.of(gender) : Optional.empty();
    return new Traits(country, ageBand, given, dice.chance(0.2 + 0.4 * priceSensitivity));
  }

  Map<String, Object> asProperties() {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("country", country);
    properties.put("ageBand", ageBand);
    gender.ifPresent(value -> properties.put("gender", value));
    properties.put("newsletter", newsletter);
    return properties;
  }
}
