package io.storeloop.profile.segment;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.Always;
import io.storeloop.common.conditions.Condition.And;
import io.storeloop.common.conditions.Condition.Compare;
import io.storeloop.common.conditions.Condition.Contains;
import io.storeloop.common.conditions.Condition.Exists;
import io.storeloop.common.conditions.Condition.Leaf;
import io.storeloop.common.conditions.Condition.Not;
import io.storeloop.common.conditions.Condition.OneOf;
import io.storeloop.common.conditions.Condition.Or;
import io.storeloop.common.conditions.Condition.Performed;
import io.storeloop.common.conditions.ConditionWriter;
import io.storeloop.common.conditions.Operator;
import io.storeloop.common.conditions.Value;
import io.storeloop.common.conditions.Value.BooleanValue;
import io.storeloop.common.conditions.Value.InstantValue;
import io.storeloop.common.conditions.Value.NumberValue;
import io.storeloop.common.conditions.Value.OpaqueValue;
import io.storeloop.common.conditions.Value.TextListValue;
import io.storeloop.common.conditions.Value.TextValue;
import io.storeloop.common.conditions.Within;
import io.storeloop.profile.feature.PriceTerciles;
import io.storeloop.profile.tag.TagCatalogue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Compiles a condition to a boolean SQL expression that is never null, so that SQL's third truth
 * value cannot leak in: a clause over an absent value is false, its negation true, exactly as
 * {@link io.storeloop.common.conditions.ConditionEvaluator} says.
 */
final class SqlCondition {
  /** The rows that conditions are asked of; the join costs nothing where no prediction is asked. */
  static final String PROFILES =
      "profile p left join predictor_score score on score.profile_id = p.profile_id";

  /**
   * An event is its user's; without a user it is the profile's whose its device was at that place
   * in the log. What is said to have happened after it arrived happened when it arrived, as in
   * features. What was refused to be counted when it happened is not, nor are bots and tests.
   */
  private static final String COUNT =
      """
      (select $what
       from (select e.* from profile_counted_event e where e.user_id = p.user_id
             union all
             select e.* from profile_device_stretch d
             join profile_counted_event e on e.user_id is null and e.anonymous_id = d.anonymous_id
               and (e.tx, e.id) >= (d.from_tx, d.from_id) and (e.tx, e.id) < (d.until_tx, d.until_id)
             where d.profile_id = p.profile_id) e
       left join item_v1 i on i.item_id = e.item_id
       where e.type = $type and (e.occurred_at < $now or e.received_at < $now)$window and $where)\
      """;

  private static final String FROM = " and e.occurred_at >= $from and e.received_at >= $from";

  private final SqlColumns columns;
  private final SqlText sql;
  private final Instant now;

  private SqlCondition(SqlColumns columns, SqlText sql, Instant now) {
    this.columns = columns;
    this.sql = sql;
    this.now = now;
  }

  /** A predicate on a row of {@link #PROFILES}. */
  static String ofProfile(
      Condition condition, Optional<PriceTerciles> terciles, SqlText sql, Instant now) {
    return new SqlCondition(new ProfileColumns(terciles), sql, now).compile(condition);
  }

  /**
   * How many events of the profile in the row {@code p} a clause asks for: an expression of type
   * bigint.
   */
  static String countOf(Performed performed, SqlText sql, Instant now) {
    return counted("count(*)", performed, sql, now);
  }

  /**
   * When the first of the events that a clause counts leaves its window, less the length of the
   * window: an expression of type timestamptz, null without events.
   */
  static String earliestOf(Performed performed, SqlText sql, Instant now) {
    return counted("min(least(e.occurred_at, e.received_at))", performed, sql, now);
  }

  private static String counted(String what, Performed performed, SqlText sql, Instant now) {
    String where = new SqlCondition(new EventColumns(), sql, now).compile(performed.where());
    Within within = performed.within();
    String from = within == null ? "" : FROM.replace("$from", sql.instant(within.start(now)));
    return COUNT
        .replace("$what", what)
        .replace("$type", sql.bind(performed.type(), "text"))
        .replace("$now", sql.now())
        .replace("$window", from)
        .replace("$where", where);
  }

  private String compile(Condition condition) {
    return switch (condition) {
      case Leaf leaf when TagCatalogue.PATH.equals(path(leaf)) -> tags(leaf);
      case Always() -> "true";
      case And(List<Condition> parts) -> joined(parts, " and ");
      case Or(List<Condition> parts) -> joined(parts, " or ");
      case Not(Condition part) -> "not " + compile(part);
      case Compare(String path, Operator operator, Value expected) ->
          comparison(columns.column(path, sql), operator, expected);
      case OneOf(String path, List<Value> expected, boolean negated) ->
          (negated ? "not " : "") + oneOf(columns.column(path, sql), expected);
      case Exists(String path, boolean expected) ->
          "(" + columns.column(path, sql).expression() + (expected ? " is not null)" : " is null)");
      case Contains contains -> throw new IllegalArgumentException("no list at " + contains.path());
      case Performed performed -> performed(performed);
    };
  }

  private static @Nullable String path(Leaf leaf) {
    return switch (leaf) {
      case Contains contains -> contains.path();
      case OneOf oneOf -> oneOf.path();
      case Exists exists -> exists.path();
      case Compare compare -> compare.path();
      case Performed performed -> null;
    };
  }

  /** A tag is the condition it stands for; a profile always has a list of tags. */
  private String tags(Leaf leaf) {
    return switch (leaf) {
      case Contains(String path, String name) -> tag(name);
      case OneOf(String path, List<Value> names, boolean negated) -> {
        String any =
            names.stream()
                .map(name -> name instanceof TextValue(String text) ? tag(text) : "false")
                .collect(Collectors.joining(" or ", "(", ")"));
        yield names.isEmpty() ? Boolean.toString(negated) : (negated ? "not " : "") + any;
      }
      case Exists(String path, boolean expected) -> Boolean.toString(expected);
      case Compare compare -> throw new IllegalArgumentException("no order among tags");
      case Performed performed -> throw new IllegalArgumentException("no tag: " + performed);
    };
  }

  private String tag(String name) {
    return TagCatalogue.find(name).map(tag -> compile(tag.condition())).orElse("false");
  }

  private String joined(List<Condition> parts, String word) {
    return parts.stream().map(this::compile).collect(Collectors.joining(word, "(", ")"));
  }

  private String comparison(SqlColumn column, Operator operator, Value expected) {
    return switch (operator) {
      case EQ -> equal(column, expected);
      case NE -> "not " + equal(column, expected);
      case GT -> ordered(column, ">", expected);
      case GTE -> ordered(column, ">=", expected);
      case LT -> ordered(column, "<", expected);
      case LTE -> ordered(column, "<=", expected);
    };
  }

  private String equal(SqlColumn column, Value expected) {
    if (column.kind() == SqlColumn.Kind.JSON) {
      String json = sql.bind(ConditionWriter.write(expected).toString(), "jsonb");
      // jsonb's @> holds for an equal scalar, and for a list that has the scalar among its elements
      return either(column.expression() + (expected instanceof TextValue ? " @> " : " = ") + json);
    }
    return isComparable(column, expected)
        ? either(column.expression() + " = " + literal(expected))
        : "false";
  }

  private String ordered(SqlColumn column, String operator, Value expected) {
    if (column.kind() == SqlColumn.Kind.JSON) {
      return orderedJson(column.expression(), operator, expected);
    }
    if (!isComparable(column, expected)) {
      return "false";
    }
    return either(
        inOrder(column.expression(), expected) + " " + operator + " " + literal(expected));
  }

  /**
   * {@code case} and not {@code and}: only the former keeps the cast away from values of another
   * type.
   */
  private String orderedJson(String expression, String operator, Value expected) {
    String type =
        expected instanceof NumberValue
            ? "number"
            : expected instanceof TextValue ? "string" : "none";
    String actual =
        expected instanceof NumberValue ? "(%s)::numeric" : "(%s #>> '{}') collate \"C\"";
    return "(case when jsonb_typeof(%s) = '%s' then %s %s %s else false end)"
        .formatted(expression, type, actual.formatted(expression), operator, literal(expected));
  }

  private String oneOf(SqlColumn column, List<Value> expected) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    expected.stream()
        .filter(value -> column.kind() == SqlColumn.Kind.JSON || isComparable(column, value))
        .map(ConditionWriter::write)
        .forEach(values::add);
    String list = sql.bind(values.toString(), "jsonb");
    String actual = column.expression();
    return switch (column.kind()) {
      case NUMERIC ->
          either(actual + " in (select value::numeric from jsonb_array_elements(" + list + "))");
      case TEXT ->
          either(actual + " in (select value from jsonb_array_elements_text(" + list + "))");
      case TIME ->
          either(
              actual
                  + " in (select value::timestamptz from jsonb_array_elements_text("
                  + list
                  + "))");
      case JSON -> oneOfJson(actual, list, expected);
    };
  }

  /**
   * The list is read once and hashed, because nothing in its subquery is of the row. A list of the
   * shop's own contains texts; among its members a key of an object would count, too, so the type
   * is asked first.
   */
  private String oneOfJson(String actual, String list, List<Value> expected) {
    String texts =
        sql.bind(
            expected.stream()
                .filter(TextValue.class::isInstance)
                .map(value -> ((TextValue) value).text())
                .toArray(String[]::new),
            "text[]");
    return either(
        "case when jsonb_typeof(%1$s) = 'array' then jsonb_exists_any(%1$s, %2$s) else %1$s in (select value from jsonb_array_elements(%3$s)) end"
            .formatted(actual, texts, list));
  }

  private String performed(Performed performed) {
    String count = countOf(performed, sql, now);
    String min = sql.bind(performed.count().min(), "bigint");
    Long max = performed.count().max();
    return max == null
        ? "(" + count + " >= " + min + ")"
        : "(" + count + " between " + min + " and " + sql.bind(max, "bigint") + ")";
  }

  private static boolean isComparable(SqlColumn column, Value expected) {
    return switch (column.kind()) {
      case NUMERIC -> expected instanceof NumberValue;
      case TEXT -> expected instanceof TextValue;
      case TIME -> expected instanceof InstantValue;
      case JSON -> expected instanceof NumberValue || expected instanceof TextValue;
    };
  }

  private static String inOrder(String expression, Value expected) {
    return expected instanceof TextValue ? expression + " collate \"C\"" : expression;
  }

  private String literal(Value value) {
    return switch (value) {
      case NumberValue(BigDecimal number) -> sql.bind(number, "numeric");
      case TextValue(String text) -> sql.bind(text, "text");
      case BooleanValue(boolean truth) -> sql.bind(truth, "boolean");
      case InstantValue(Instant instant) -> sql.instant(instant);
      case TextListValue list -> throw new IllegalArgumentException("no literal: " + list);
      case OpaqueValue opaque -> throw new IllegalArgumentException("no literal: " + opaque);
    };
  }

  private static String either(String comparison) {
    return "coalesce(" + comparison + ", false)";
  }
}
