package io.storeloop.ingestion.intake;

import io.storeloop.ingestion.eventlog.Result;
import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.quality.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Marks the records of one call. They count towards the rates of their shoppers while the call is
 * in hand, and for good only if they were stored: neither a call that is sent again until we can
 * store it nor a duplicate makes a bot of anybody. Not thread-safe.
 */
final class MarkedCall implements AutoCloseable {
  private static final Set<Outcome> STORED = Set.of(Outcome.ACCEPTED, Outcome.REPAIRED);

  private final Markings markings;
  private final Instant receivedAt;
  private final @Nullable String browserAgent;
  private final List<Submission> marked;
  private List<Result> results = List.of();

  MarkedCall(Markings markings, Instant receivedAt, int records) {
    this.markings = markings;
    this.receivedAt = receivedAt;
    this.browserAgent = markings.browserAgent();
    this.marked = new ArrayList<>(records);
  }

  void mark(Submission submission) {
    marked.add(markings.ofCall(submission, receivedAt, browserAgent));
  }

  /** What has been marked, in that order. */
  List<Submission> submissions() {
    return marked;
  }

  /** What became of them, one result each. */
  void answered(List<Result> committed) {
    results = committed;
  }

  @Override
  public void close() {
    for (int i = 0; i < marked.size(); i++) {
      if (i >= results.size() || !STORED.contains(results.get(i).outcome())) {
        markings.takeBack(marked.get(i));
      }
    }
  }
}
