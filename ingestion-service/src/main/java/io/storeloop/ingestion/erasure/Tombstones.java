package io.storeloop.ingestion.erasure;

import io.storeloop.common.events.Event;
import io.storeloop.ingestion.eventlog.Sieve;
import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.quality.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hashes of all erased ids, in memory: keeps out what comes of erased shoppers later.
 *
 * <p>An event is its user's; an anonymous one its device's. So the next user of a shared device is
 * not turned away. A record that was refused anyway is not kept either if it names an erased id.
 * Costs nothing as long as nobody was erased. Thread-safe.
 */
final class Tombstones implements Sieve {
  static final String ERASED = "erased_user";

  private static final Refusal REFUSAL =
      Refusal.ofRecord(ERASED, "the shopper was erased; nothing is stored of this record");

  /** Strings of a refused record that are looked at; a person's id is near the beginning. */
  private static final int MOST_STRINGS = 500;

  /** A JSON string, or what stands between the separators of JSON, CSV and forms. */
  private static final Pattern STRING =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,;:&={}\\[\\]\"]++)");

  private final KeyedHash hash;
  private volatile Set<String> hashes = Set.of();

  Tombstones(KeyedHash hash) {
    this.hash = hash;
  }

  void replace(Set<String> all) {
    hashes = Set.copyOf(all);
  }

  int size() {
    return hashes.size();
  }

  boolean ofUser(String userId) {
    return hashes.contains(hash.ofUser(userId));
  }

  @Override
  public List<Submission> sift(List<Submission> submissions) {
    if (hashes.isEmpty()) {
      return submissions;
    }
    List<Submission> sifted = new ArrayList<>(submissions.size());
    for (Submission submission : submissions) {
      boolean erased =
          switch (submission) {
            case Submission.Sound sound -> sound.events().stream().anyMatch(this::ofErased);
            case Submission.Refused refused -> namesErased(refused.payload().get());
          };
      sifted.add(
          erased
              ? new Submission.Refused(submission.messageId(), REFUSAL, submission.payload())
              : submission);
    }
    return sifted;
  }

  @Override
  public boolean withholds(Refusal refusal) {
    return refusal.code().equals(ERASED);
  }

  private boolean ofErased(Event event) {
    String userId = event.userId();
    return userId == null
        ? event.anonymousId() != null && hashes.contains(hash.ofDevice(event.anonymousId()))
        : ofUser(userId);
  }

  private boolean namesErased(String payload) {
    Matcher strings = STRING.matcher(payload);
    for (int i = 0; i < MOST_STRINGS && strings.find(); i++) {
      String text = strings.group(1) == null ? strings.group(2) : strings.group(1);
      if (hashes.contains(hash.ofUser(text)) || hashes.contains(hash.ofDevice(text))) {
        return true;
      }
    }
    return false;
  }
}
