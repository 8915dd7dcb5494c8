package io.storeloop.algorithms.content;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a catalogue says of an item; anything may be absent.
 *
 * @param name empty if there is none
 * @param text description, tags, other attributes as words; empty if there is none
 * @param categories path from the widest to the narrowest, empty if there is none
 * @param brand empty if there is none; compared as a whole, upper and lower case alike
 * @param price above 0
 */
public record ItemContent(
    String name, String text, List<String> categories, String brand, OptionalDouble price) {

  /** Refuses a price that is not a finite number above 0. */
  public ItemContent {
    categories = List.copyOf(categories);
    if (price.isPresent()
        && !(price.getAsDouble() > 0 && price.getAsDouble() < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("price must be above 0, but was " + price.getAsDouble());
    }
  }

  /** An item of which only the name is known. */
  public static ItemContent named(String name) {
    return new ItemContent(name, "", List.of(), "", OptionalDouble.empty());
  }
}
