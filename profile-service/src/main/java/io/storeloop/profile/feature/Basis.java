package io.storeloop.profile.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is stored beside the features because features that depend on the time of asking are made
 * from it. Not told to anybody; whoever asks the database directly finds it below {@link #NAME}.
 */
public final class Basis {
  /** Its name among the stored features. */
  public static final String NAME = "basis";

  /** Counts of the newest days by epoch day: views, cart adds, purchase lines. */
  public static final String DAYS = "days";

  /** Days on which something was put into the cart, and bought that day or the next. */
  public static final String BOUGHT = "boughtCarts";

  /** Days on which something was put into the cart, and nothing bought that day or the next yet. */
  public static final String UNBOUGHT = "unboughtCarts";

  /** Of the unbought carts the epoch days of the newest, which may still be bought. */
  public static final String OPEN = "openCarts";

  /** A cart may be bought on its own day and the next: at most two are open at a time. */
  private static final int MOST_OPEN = 2;

  private Basis() {}

  static Map<String, Object> of(Behaviour behaviour) {
    Map<String, Object> basis = new LinkedHashMap<>();
    Map<String, List<Long>> days = behaviour.recent.told();
    if (!days.isEmpty()) {
      basis.put(DAYS, days);
    }
    int[] carts = behaviour.cartDays.stream().toArray();
    if (carts.length > 0) {
      List<Integer> unbought =
          behaviour.cartDays.stream()
              .filter(day ->
                  !behaviour.purchaseDays.contains(day)
                      && !behaviour.purchaseDays.contains(day + 1))
              .boxed()
              .toList();
      basis.put(BOUGHT, carts.length - unbought.size());
      basis.put(UNBOUGHT, unbought.size());
      basis.put(OPEN, unbought.subList(Math.max(0, unbought.size() - MOST_OPEN), unbought.size()));
    }
    return basis;
  }
}
