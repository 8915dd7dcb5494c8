package io.storeloop.recommendation.merchandising;

import io.storeloop.common.edge.FieldProblem;
import io.storeloop.common.edge.ProblemException;
import io.storeloop.recommendation.filter.ItemFilters;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a rule of what a merchandiser has sent, or says everything that is wrong with it. */
final class RuleReader {
  /** Years that the database can hold and JSON can write. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final ItemFilters filters;

  RuleReader(ItemFilters filters) {
    this.filters = filters;
  }

  /**
   * The rule.
   *
   * @throws ProblemException 400 with a pointer to every mistake
   */
  RuleDraft read(MerchandisingRequest sent) {
    List<FieldProblem> mistakes = new ArrayList<>();
    Optional<RuleKind> kind = RuleKind.ofWireName(sent.kind());
    if (kind.isEmpty()) {
      mistakes.add(
          new FieldProblem(
              "/kind", "invalid_value", "expected pin, boost, bury, exclude, quota or diversity"));
    }
    kind.ifPresent(known -> {
      checkNeeded(mistakes, "position", sent.position(), known, known == RuleKind.PIN);
      checkNeeded(mistakes, "factor", sent.factor(), known, known == RuleKind.BOOST);
      checkNeeded(mistakes, "limit", sent.limit(), known, known.counts());
      checkNeeded(mistakes, "per", sent.per(), known, known.counts());
    });
    Optional<ItemGroup> per = Optional.ofNullable(sent.per()).flatMap(ItemGroup::ofWireName);
    if (sent.per() != null && per.isEmpty()) {
      mistakes.add(new FieldProblem("/per", "invalid_value", "expected category or brand"));
    }
    checkTime(mistakes, "/from", sent.from());
    checkTime(mistakes, "/until", sent.until());
    if (sent.from() != null && sent.until() != null && !sent.until().isAfter(sent.from())) {
      mistakes.add(new FieldProblem("/until", "invalid_value", "until must be later than from"));
    }
    if (!mistakes.isEmpty()) {
      throw ProblemException.invalid(mistakes);
    }
    return new RuleDraft(
        sent.name(),
        kind.orElseThrow(),
        filters.required(sent.condition(), "/condition"),
        sent.placement(),
        micros(sent.from()),
        micros(sent.until()),
        sent.priority() == null ? 0 : sent.priority(),
        sent.enabled() == null || sent.enabled(),
        sent.position(),
        sent.factor(),
        sent.limit(),
        per.orElse(null));
  }

  private static void checkNeeded(
      List<FieldProblem> mistakes,
      String field,
      @Nullable Object value,
      RuleKind kind,
      boolean needed) {
    if (needed && value == null) {
      mistakes.add(
          new FieldProblem(
              "/" + field, "missing_value", "a %s needs a %s".formatted(kind.wireName(), field)));
    } else if (!needed && value != null) {
      mistakes.add(
          new FieldProblem(
              "/" + field, "not_of_this_kind", "a %s has no %s".formatted(kind.wireName(), field)));
    }
  }

  private static void checkTime(
      List<FieldProblem> mistakes, String pointer, @Nullable Instant time) {
    if (time != null && (time.isBefore(EARLIEST) || time.isAfter(LATEST))) {
      mistakes.add(
          new FieldProblem(pointer, "invalid_value", "expected a time in the years 1 to 9999"));
    }
  }

  /** As the database keeps it. */
  private static @Nullable Instant micros(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
  }
}
