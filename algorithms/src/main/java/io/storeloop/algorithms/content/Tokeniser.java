package io.storeloop.algorithms.content;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts text into words: runs of letters, digits and their marks, in lower case, after compatibility
 * composition (NFKC), so that "ﬁ" and "fi" are one. Ideographs are words of their own, since no
 * space parts them. No stemming and no list of unimportant words: how rare a word is already says
 * how much it matters, in any language.
 */
public final class Tokeniser {
  /** Words longer than this are cut, in UTF-16 units. */
  public static final int MAX_WORD_LENGTH = 40;

  /** Characters of a text that are read. */
  public static final int MAX_TEXT_LENGTH = 10_000;

  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private final int limit;

  private Tokeniser(int limit) {
    this.limit = limit;
  }

  /** The first {@code limit} words of a text, in its order, repeats included. */
  public static List<String> words(String text, int limit) {
    var tokeniser = new Tokeniser(limit);
    String head = text.substring(0, Math.min(text.length(), MAX_TEXT_LENGTH));
    String folded = Normalizer.normalize(head, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    folded.codePoints().forEach(tokeniser::read);
    tokeniser.finishWord();
    return List.copyOf(tokeniser.words);
  }

  private void read(int character) {
    if (Character.isIdeographic(character)) {
      finishWord();
      word.appendCodePoint(character);
      finishWord();
    } else if (belongsToWord(character)) {
      if (word.length() < MAX_WORD_LENGTH) {
        word.appendCodePoint(character);
      }
    } else {
      finishWord();
    }
  }

  private void finishWord() {
    if (!word.isEmpty() && words.size() < limit) {
      words.add(word.toString());
    }
    word.setLength(0);
  }

  private boolean belongsToWord(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> !word.isEmpty();
      default -> Character.isLetterOrDigit(character);
    };
  }
}
