package io.storeloop.ingestion.quality;

/** Text of a sender that we repeat: short, and such that every encoder can write it. */
public final class SafeText {
  private static final int LONGEST = 300;
  private static final char REPLACEMENT = '\ufffd';

  private SafeText() {}

  /** At most {@value #LONGEST} characters; U+0000 and halves of surrogate pairs become U+FFFD. */
  public static String of(String text) {
    StringBuilder safe = new StringBuilder(Math.min(text.length(), LONGEST));
    text.codePoints()
        .limit(LONGEST)
        .map(point -> isWritable(point) ? point : REPLACEMENT)
        .forEach(safe::appendCodePoint);
    return safe.toString();
  }

  private static boolean isWritable(int point) {
    return point != 0 && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
  }
}
