package io.storeloop.algorithms.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The terms in use by number, with the items that have them; a term nobody has any more goes. */
final class Vocabulary {
  private final Map<Term, Integer> numbers = new HashMap<>();
  private final List<Term> terms = new ArrayList<>();
  private final List<Postings> postings = new ArrayList<>();
  private final List<Integer> free = new ArrayList<>();

  int size() {
    return numbers.size();
  }

  Term term(int number) {
    return terms.get(number);
  }

  Postings postings(int number) {
    return postings.get(number);
  }

  /** Notes that an item has a term; returns the term's number. */
  int put(Term term, int item, float weight) {
    Integer known = numbers.get(term);
    int number = known != null ? known : enter(term);
    postings.get(number).put(item, weight);
    return number;
  }

  void remove(int number, int item) {
    postings.get(number).remove(item);
    if (postings.get(number).size() == 0) {
      numbers.remove(terms.get(number));
      postings.set(number, new Postings());
      free.add(number);
    }
  }

  private int enter(Term term) {
    int number;
    if (free.isEmpty()) {
      number = terms.size();
      terms.add(term);
      postings.add(new Postings());
    } else {
      number = free.removeLast();
      terms.set(number, term);
    }
    numbers.put(term, number);
    return number;
  }
}
