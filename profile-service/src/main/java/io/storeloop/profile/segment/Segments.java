package io.storeloop.profile.segment;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.edge.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.data.domain.Limit;
import org.springframework.transaction.support.TransactionTemplate;

/** All segments of the shop. Thread-safe; each operation is one transaction. */
final class Segments {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  /** Paths beside those of segments: a segment of such an id could not be read or changed. */
  private static final Set<String> RESERVED = Set.of("preview", "rfm");

  private final JpaSegments rows;
  private final TransactionTemplate transactions;
  private final SegmentConditions conditions;
  private final SegmentProperties properties;
  private final Clock clock;

  /**
   * What segments mean.
   *
   * @param conditions by id, without references, in the order of ids
   * @param fingerprint changes with every change of a condition, and with segments that come and go
   */
  record Definitions(Map<String, Condition> conditions, String fingerprint) {}

  Segments(
      JpaSegments rows,
      TransactionTemplate transactions,
      SegmentConditions conditions,
      SegmentProperties properties,
      Clock clock) {
    this.rows = rows;
    this.transactions = transactions;
    this.conditions = conditions;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Adds a segment.
   *
   * @throws ProblemException 400 if the id is reserved or its references cannot be followed, 409 if
   *     the id is taken or there are too many segments
   */
  Segment create(String id, SegmentDraft draft) {
    if (RESERVED.contains(id)) {
      throw ProblemException.invalid(
          "/id",
          "reserved_id",
          "'%s' has a meaning of its own behind /v1/segments/: choose another id".formatted(id));
    }
    return inTransaction(() -> {
      rows.lockForChange();
      if (rows.existsById(id)) {
        throw ProblemException.conflict(
            "segment_exists", "there is already a segment '%s'".formatted(id));
      }
      if (rows.count() >= properties.maxSegments()) {
        throw tooMany();
      }
      return store(new SegmentEntity(id, now()), draft);
    });
  }

  /**
   * Changes a segment that still has the version its editor saw.
   *
   * @throws ProblemException 404 if it is gone, 409 if it has changed, 400 if its references cannot
   *     be followed
   */
  Segment replace(String id, long version, SegmentDraft draft) {
    return inTransaction(() -> {
      rows.lockForChange();
      SegmentEntity row = row(id);
      if (row.version() != version) {
        throw ProblemException.conflict(
            "changed_meanwhile",
            "the segment has version %d, not %d: read it again and repeat the change"
                .formatted(row.version(), version));
      }
      return store(row, draft);
    });
  }

  /**
   * Adds or changes many segments in one transaction, whatever their versions; those that are so
   * already keep theirs.
   *
   * @throws ProblemException 400 if references cannot be followed, 409 for too many segments
   */
  List<Segment> putAll(Map<String, SegmentDraft> drafts) {
    return inTransaction(() -> {
      rows.lockForChange();
      long added = drafts.keySet().stream().filter(id -> !rows.existsById(id)).count();
      if (rows.count() + added > properties.maxSegments()) {
        throw tooMany();
      }
      List<Segment> stored = new ArrayList<>();
      drafts.forEach((id, draft) -> {
        SegmentEntity row = rows.findById(id).orElseGet(() -> new SegmentEntity(id, now()));
        stored.add(isSo(row, draft) ? segment(row) : store(row, draft));
      });
      return stored;
    });
  }

  private static boolean isSo(SegmentEntity row, SegmentDraft draft) {
    return row.name().equals(draft.name())
        && row.description().equals(draft.description())
        && row.condition().equals(SegmentConditions.stored(draft.condition()));
  }

  private ProblemException tooMany() {
    return ProblemException.conflict(
        "too_many_segments",
        "there are already %d segments, the most allowed".formatted(properties.maxSegments()));
  }

  /**
   * Removes a segment.
   *
   * @throws ProblemException 404 if it is gone already, 409 if another segment names it
   */
  void delete(String id) {
    inTransaction(() -> {
      rows.lockForChange();
      SegmentEntity row = row(id);
      conditionsExcept(id).entrySet().stream()
          .filter(other -> SegmentReferences.namedBy(other.getValue()).contains(id))
          .findFirst()
          .ifPresent(other -> {
            throw ProblemException.conflict(
                "segment_in_use", "the segment '%s' names '%s'".formatted(other.getKey(), id));
          });
      rows.delete(row);
      return id;
    });
  }

  /**
   * The segment with that id.
   *
   * @throws ProblemException 404 if there is none
   */
  Segment get(String id) {
    return find(id).orElseThrow(() -> ProblemException.unknown("segment", id));
  }

  /** The segment with that id, empty if there is none. */
  Optional<Segment> find(String id) {
    return isId(id) ? inTransaction(() -> rows.findById(id).map(this::segment)) : Optional.empty();
  }

  /** At most {@code limit} segments whose ids come after the given one, in the order of ids. */
  List<Segment> pageAfter(String after, int limit) {
    return inTransaction(
        () -> rows.pageAfter(after, Limit.of(limit)).stream().map(this::segment).toList());
  }

  /**
   * Every segment, in the order of ids; there are at most {@link SegmentProperties#maxSegments}.
   */
  List<Segment> all() {
    return inTransaction(() -> rows.findAllByOrderById().stream().map(this::segment).toList());
  }

  /** Another number after every change of a segment. */
  long revision() {
    return inTransaction(rows::revision);
  }

  /** All segments as they are at one moment. */
  Definitions definitions() {
    return inTransaction(() -> {
      List<SegmentEntity> all = rows.findAllByOrderById();
      Map<String, Condition> written = new LinkedHashMap<>();
      all.forEach(row -> written.put(row.id(), conditions.restored(row.condition())));
      Map<String, Condition> expanded = new LinkedHashMap<>();
      written.forEach(
          (id, condition) -> expanded.put(id, SegmentReferences.expand(condition, written)));
      List<String> texts = all.stream().map(row -> row.id() + " " + row.condition()).toList();
      return new Definitions(expanded, Integer.toHexString(texts.hashCode()));
    });
  }

  /**
   * The condition with every segment it names replaced by that segment's own condition.
   *
   * @throws ProblemException 400 if a reference cannot be followed, or there is no such tag
   */
  Condition expanded(Condition condition) {
    Map<String, Condition> all =
        SegmentReferences.namedBy(condition).isEmpty()
            ? Map.of()
            : inTransaction(() -> conditionsExcept(""));
    refuse(SegmentReferences.check("", condition, all));
    return SegmentReferences.expand(condition, all);
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  private Segment store(SegmentEntity row, SegmentDraft draft) {
    refuse(SegmentReferences.check(row.id(), draft.condition(), conditionsExcept(row.id())));
    row.change(
        draft.name(), draft.description(), SegmentConditions.stored(draft.condition()), now());
    return segment(rows.saveAndFlush(row));
  }

  private SegmentEntity row(String id) {
    return Optional.of(id)
        .filter(Segments::isId)
        .flatMap(rows::findById)
        .orElseThrow(() -> ProblemException.unknown("segment", id));
  }

  private Map<String, Condition> conditionsExcept(String id) {
    Map<String, Condition> others = new LinkedHashMap<>();
    rows.findAllByOrderById().stream()
        .filter(row -> !row.id().equals(id))
        .forEach(row -> others.put(row.id(), conditions.restored(row.condition())));
    return others;
  }

  private Segment segment(SegmentEntity row) {
    return new Segment(
        row.id(),
        row.name(),
        row.description(),
        conditions.restored(row.condition()),
        row.version(),
        row.createdAt(),
        row.updatedAt());
  }

  private static void refuse(Optional<SegmentReferences.Refusal> refusal) {
    refusal.ifPresent(found -> {
      throw ProblemException.invalid("/condition", found.code(), found.detail());
    });
  }

  /** In microseconds, so that what is answered now is what will be read later. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transactions.execute(status -> work.get()));
  }
}
