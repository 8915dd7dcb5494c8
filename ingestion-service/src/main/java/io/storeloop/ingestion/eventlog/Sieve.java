package io.storeloop.ingestion.eventlog;

import io.storeloop.ingestion.quality.Refusal;
import java.util.List;

/** Keeps submissions out of the log that are sound, but of somebody of whom nothing may be kept. */
public interface Sieve {
  /** Lets everything through. */
  Sieve OPEN =
      new Sieve() {
        @Override
        public List<Submission> sift(List<Submission> submissions) {
          return submissions;
        }

        @Override
        public boolean withholds(Refusal refusal) {
          return false;
        }
      };

  /** The same submissions in the same order, those of such shoppers refused. */
  List<Submission> sift(List<Submission> submissions);

  /** Whether a record refused for that reason is only counted, and not kept in quarantine. */
  boolean withholds(Refusal refusal);
}
