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

  /** From here on an id is told from other words wherever it stands, unless it is a number. */
  private static final int DISTINCTIVE = 12;

  /** Keys whose value is a person, in the words of the trackers there are. */
  private static final Pattern PERSON =
      Pattern.compile(
          "[A-Za-z_$]*([Uu]ser|[Aa]nonymous|[Vv]isitor|[Cc]lient|[Cc]ustomer|[Dd]istinct|[Pp]revious|[Uu]id)[A-Za-z_]*");

  private static final int LONGEST_KEY = 100;

  private static final Pattern NUMBER = Pattern.compile("[0-9.+-]++");

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

  /**
   * A short id, or a number, means a person only beside a key that says so: item 7 is not user 7.
   */
  private boolean namesErased(String payload) {
    Matcher strings = STRING.matcher(payload);
    String before = "";
    int beforeEnd = 0;
    for (int i = 0; i < MOST_STRINGS && strings.find(); i++) {
      String text = strings.group(1) == null ? strings.group(2) : strings.group(1);
      boolean looked =
          isDistinctive(text)
              || (isPerson(before) && isAssignment(payload, beforeEnd, strings.start()));
      if (looked && (hashes.contains(hash.ofUser(text)) || hashes.contains(hash.ofDevice(text)))) {
        return true;
      }
      before = text;
      beforeEnd = strings.end();
    }
    return false;
  }

  private static boolean isDistinctive(String text) {
    return text.length() >= DISTINCTIVE && !NUMBER.matcher(text).matches();
  }

  private static boolean isPerson(String key) {
    return key.length() <= LONGEST_KEY && PERSON.matcher(key).matches();
  }

  private static boolean isAssignment(String payload, int from, int to) {
    String between = payload.substring(from, to).strip();
    return between.equals(":") || between.equals("=");
  }
}
