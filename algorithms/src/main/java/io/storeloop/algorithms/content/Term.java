package io.storeloop.algorithms.content;

/**
 * Something that items have in common.
 *
 * @param text a word, a category path joined by " > ", a brand, or a band's number
 */
public record Term(Field field, String text) implements Comparable<Term> {

  @Override
  public int compareTo(Term other) {
    int byField = field.compareTo(other.field);
    return byField != 0 ? byField : text.compareTo(other.text);
  }
}
