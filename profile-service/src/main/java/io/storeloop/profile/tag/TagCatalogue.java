package io.storeloop.profile.tag;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.Compare;
import io.storeloop.common.conditions.Condition.OneOf;
import io.storeloop.common.conditions.ConditionEvaluator;
import io.storeloop.common.conditions.Explanation;
import io.storeloop.common.conditions.Operator;
import io.storeloop.common.conditions.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * All tags, each defined once. A shop's own named conditions are its segments; these need no shop.
 */
public final class TagCatalogue {
  /** The condition path of a profile's tags. */
  public static final String PATH = "tags";

  /** Features know the time, conditions on them need none. */
  private static final Instant NO_TIME = Instant.EPOCH;

  private static final List<Tag> ALL =
      List.of(
          new Tag("new", "First seen less than 30 days ago.", is("tenureDays", Operator.LT, 30)),
          new Tag("returning", "Came back on another day.", is("activeDays", Operator.GTE, 2)),
          new Tag("repeat buyer", "Has ordered at least twice.", is("orders", Operator.GTE, 2)),
          new Tag(
              "cart abandoner",
              "At least two abandoned carts, and at least every second cart.",
              Condition.allOf(
                  List.of(
                      is("abandonedCarts", Operator.GTE, 2),
                      is("cartAbandonmentShare", Operator.GTE, 0.5)))),
          new Tag(
              "bargain hunter",
              "At least every second bought line that says so was reduced; at least two orders.",
              Condition.allOf(
                  List.of(is("discountShare", Operator.GTE, 0.5), is("orders", Operator.GTE, 2)))),
          new Tag(
              "big spender",
              "Has ordered at least twice, and looks at and buys items in the upper third of the catalogue's prices.",
              Condition.allOf(
                  List.of(
                      new Compare("features.priceBand", Operator.EQ, Value.of("high")),
                      is("orders", Operator.GTE, 2)))),
          new Tag(
              "serial returner",
              "At least every second bought line was given back; at least two orders.",
              Condition.allOf(
                  List.of(is("returnRate", Operator.GTE, 0.5), is("orders", Operator.GTE, 2)))),
          new Tag(
              "night owl",
              "Most often here between 22 and 5 o'clock (UTC); seen on at least three days.",
              Condition.allOf(
                  List.of(
                      new OneOf(
                          "features.favouriteHour",
                          LongStream.of(22, 23, 0, 1, 2, 3, 4).mapToObj(Value::of).toList(),
                          false),
                      is("activeDays", Operator.GTE, 3)))));

  private TagCatalogue() {}

  /** A tag that a profile has, and why. */
  public record Tagged(Tag tag, Explanation because) {}

  /** Every tag, in the order in which they are told. */
  public static List<Tag> all() {
    return ALL;
  }

  public static Optional<Tag> find(String name) {
    return ALL.stream().filter(tag -> tag.name().equals(name)).findFirst();
  }

  /** The tags of a profile with these features. */
  public static List<Tagged> of(Map<String, Object> features) {
    FeatureSubject subject = new FeatureSubject(features);
    List<Tagged> tags = new ArrayList<>();
    for (Tag tag : ALL) {
      if (ConditionEvaluator.matches(tag.condition(), subject, NO_TIME)) {
        tags.add(new Tagged(tag, ConditionEvaluator.explain(tag.condition(), subject, NO_TIME)));
      }
    }
    return tags;
  }

  private static Condition is(String feature, Operator operator, double value) {
    return new Compare("features." + feature, operator, Value.of(value));
  }
}
