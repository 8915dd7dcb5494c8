package io.storeloop.profile.trait;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What was said about a trait, and when. Of two statements the later one counts, of equally late
 * ones the greater message id, so that the order of arrival does not matter.
 *
 * @param value null takes the trait back
 */
public record TraitStatement(@Nullable Object value, Instant at, String messageId)
    implements Comparable<TraitStatement> {
  private static final Comparator<TraitStatement> ORDER =
      Comparator.comparing(TraitStatement::at).thenComparing(TraitStatement::messageId);

  @Override
  public int compareTo(TraitStatement other) {
    return ORDER.compare(this, other);
  }
}
