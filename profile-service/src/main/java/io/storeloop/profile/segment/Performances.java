package io.storeloop.profile.segment;

import io.storeloop.common.conditions.Condition;
import io.storeloop.common.conditions.Condition.And;
import io.storeloop.common.conditions.Condition.Leaf;
import io.storeloop.common.conditions.Condition.Not;
import io.storeloop.common.conditions.Condition.Or;
import io.storeloop.common.conditions.Condition.Performed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The clauses of conditions that count events. */
final class Performances {
  private Performances() {}

  static List<Performed> of(Collection<Condition> conditions) {
    List<Performed> performed = new ArrayList<>();
    conditions.forEach(condition -> collect(condition, performed));
    return performed;
  }

  private static void collect(Condition condition, List<Performed> performed) {
    switch (condition) {
      case And(List<Condition> parts) -> parts.forEach(part -> collect(part, performed));
      case Or(List<Condition> parts) -> parts.forEach(part -> collect(part, performed));
      case Not(Condition part) -> collect(part, performed);
      case Performed clause -> performed.add(clause);
      case Condition.Always always -> {}
      case Leaf leaf -> {}
    }
  }
}
