package io.storeloop.campaign.decision;

import io.storeloop.common.conditions.Explanation.Clause;
import io.storeloop.common.conditions.Value;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing that spoke for, or against, showing something.
 *
 * @param campaignId the campaign that was considered; absent if there was none
 * @param path the profile's value that was looked at; absent if none was
 * @param operator of the condition language; absent without a path
 * @param expected what the condition asks for; several for {@code $in} and {@code $nin}
 * @param actual what the profile holds; absent if nothing
 * @param text the same in words
 */
record Reason(
    @Nullable UUID campaignId,
    @Nullable String path,
    @Nullable String operator,
    List<Value> expected,
    @Nullable Value actual,
    String text) {
  Reason {
    expected = List.copyOf(expected);
  }

  static Reason of(UUID campaignId, Clause clause) {
    return new Reason(
        campaignId,
        clause.path(),
        clause.operator(),
        clause.expected(),
        clause.actual(),
        inWords(clause));
  }

  static Reason plain(@Nullable UUID campaignId, String text) {
    return new Reason(campaignId, null, null, List.of(), null, text);
  }

  private static String inWords(Clause clause) {
    String actual = clause.actual() == null ? "not known" : clause.actual().toString();
    String expected =
        clause.expected().stream().map(Value::toString).collect(Collectors.joining(", "));
    String wish =
        switch (clause.operator()) {
          case "$eq" -> "be " + expected;
          case "$ne" -> "not be " + expected;
          case "$gt" -> "be above " + expected;
          case "$gte" -> "be at least " + expected;
          case "$lt" -> "be below " + expected;
          case "$lte" -> "be at most " + expected;
          case "$in" -> "be one of " + expected;
          case "$nin" -> "be none of " + expected;
          case "$contains" -> "contain " + expected;
          case "$exists" -> expected.equals("true") ? "be known" : "not be known";
          default -> clause.operator() + " " + expected;
        };
    String must = clause.negated() ? "must not " : "must ";
    return clause.path() + " is " + actual + " and " + must + wish;
  }
}
