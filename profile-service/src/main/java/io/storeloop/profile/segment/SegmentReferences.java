package io.storeloop.profile.segment;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.And;
import io.storeloop.common.conditions.Condition.Contains;
import io.storeloop.common.conditions.Condition.Exists;
import io.storeloop.common.conditions.Condition.Leaf;
import io.storeloop.common.conditions.Condition.Not;
import io.storeloop.common.conditions.Condition.OneOf;
import io.storeloop.common.conditions.Condition.Or;
import io.storeloop.common.conditions.Value;
import io.storeloop.common.conditions.Value.TextValue;
import io.storeloop.profile.tag.TagCatalogue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Segments that name other segments ({@code {"segments": "vip"}}). Before evaluation each reference
 * is replaced by the condition it stands for, so that membership follows from current facts alone
 * and needs no order of computation.
 */
final class SegmentReferences {
  /** The path under which a condition names segments. */
  static final String PATH = "segments";

  /** Nodes of a condition after all references have been replaced. */
  static final int MAX_EXPANDED_NODES = 1_000;

  private static final Condition NEVER = new Not(Condition.ALWAYS);

  private final Map<String, Condition> conditions;
  private final Deque<String> open = new ArrayDeque<>();
  private int nodes;

  private SegmentReferences(Map<String, Condition> conditions) {
    this.conditions = conditions;
  }

  /**
   * A reason why a condition's references cannot be followed; a value, because it happens every
   * day.
   */
  record Refusal(String code, String detail) {}

  /**
   * The condition without references; a segment that is gone has no members. {@code conditions}
   * holds every segment by id.
   */
  static Condition expand(Condition condition, Map<String, Condition> conditions) {
    return new SegmentReferences(conditions).expanded(condition);
  }

  /**
   * Why the segment {@code id} may not have this condition; empty if it may. {@code others} holds
   * every other segment by id.
   */
  static Optional<Refusal> check(String id, Condition condition, Map<String, Condition> others) {
    for (String tag : namedBy(condition, TagCatalogue.PATH)) {
      if (TagCatalogue.find(tag).isEmpty()) {
        return Optional.of(
            new Refusal("unknown_tag", "there is no tag '%s', see GET /v1/tags".formatted(tag)));
      }
    }
    for (String named : namedBy(condition)) {
      if (named.equals(id)) {
        return Optional.of(
            new Refusal("segment_cycle", "the segment '%s' names itself".formatted(id)));
      }
      if (!others.containsKey(named)) {
        return Optional.of(
            new Refusal("unknown_segment", "there is no segment '%s'".formatted(named)));
      }
      if (reaches(named, id, others)) {
        String detail = "the segment '%s' already builds on '%s'".formatted(named, id);
        return Optional.of(new Refusal("segment_cycle", detail));
      }
    }
    SegmentReferences references = new SegmentReferences(others);
    references.expanded(condition);
    return references.nodes <= MAX_EXPANDED_NODES
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                "segment_too_large",
                "with the segments it names, the condition has more than %d clauses and groups"
                    .formatted(MAX_EXPANDED_NODES)));
  }

  /** The ids that a condition names, in the order written. */
  static Set<String> namedBy(Condition condition) {
    return namedBy(condition, PATH);
  }

  private static Set<String> namedBy(Condition condition, String list) {
    Set<String> named = new LinkedHashSet<>();
    collect(condition, list, named);
    return named;
  }

  private static void collect(Condition condition, String list, Set<String> named) {
    switch (condition) {
      case And(List<Condition> parts) -> parts.forEach(part -> collect(part, list, named));
      case Or(List<Condition> parts) -> parts.forEach(part -> collect(part, list, named));
      case Not(Condition part) -> collect(part, list, named);
      case Contains(String path, String id) when path.equals(list) -> named.add(id);
      case OneOf(String path, List<Value> ids, boolean negated) when path.equals(list) ->
          ids.forEach(id -> named.add(text(id)));
      case Condition.Always always -> {}
      case Leaf leaf -> {}
    }
  }

  private static boolean reaches(String from, String id, Map<String, Condition> conditions) {
    Set<String> seen = new LinkedHashSet<>(List.of(from));
    Deque<String> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      Condition condition = conditions.get(open.pop());
      for (String named : condition == null ? Set.<String>of() : namedBy(condition)) {
        if (named.equals(id)) {
          return true;
        }
        if (seen.add(named)) {
          open.push(named);
        }
      }
    }
    return false;
  }

  private Condition expanded(Condition condition) {
    if (++nodes > MAX_EXPANDED_NODES) {
      return NEVER;
    }
    return switch (condition) {
      case And(List<Condition> parts) -> new And(parts.stream().map(this::expanded).toList());
      case Or(List<Condition> parts) -> new Or(parts.stream().map(this::expanded).toList());
      case Not(Condition part) -> new Not(expanded(part));
      case Contains(String path, String id) when path.equals(PATH) -> member(id);
      case OneOf(String path, List<Value> ids, boolean negated) when path.equals(PATH) -> {
        List<Condition> members = ids.stream().map(id -> member(text(id))).toList();
        Condition any = members.size() == 1 ? members.getFirst() : new Or(members);
        yield negated ? new Not(any) : any;
      }
      case Exists(String path, boolean expected) when path.equals(PATH) ->
          expected ? Condition.ALWAYS : NEVER;
      case Condition.Always always -> always;
      case Leaf leaf -> leaf;
    };
  }

  /** A circle, which {@link #check} prevents, has no members either. */
  private Condition member(String id) {
    Condition condition = conditions.get(id);
    if (condition == null || open.contains(id)) {
      return NEVER;
    }
    open.push(id);
    Condition expanded = expanded(condition);
    open.pop();
    return expanded;
  }

  private static String text(Value id) {
    return id instanceof TextValue(String text) ? text : id.toString();
  }
}
