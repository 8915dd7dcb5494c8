package io.storeloop.ingestion.quality;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts records at the door, before anything is done with them, so that none can get lost on the
 * way unseen. Whenever nothing is in flight,
 *
 * <pre>received = accepted + repaired + duplicate + rejected + unanswered</pre>
 *
 * <p>holds for each source, and is off by at most what is in flight otherwise. {@code unanswered}
 * are records of calls that were refused or failed as a whole, and so were not told what became of
 * them: mostly nothing; their sender sends them again. Thread-safe.
 */
public final class Arrivals {
  private final MeterRegistry meters;
  private final AtomicLong inFlight = new AtomicLong();

  public Arrivals(MeterRegistry meters) {
    this.meters = meters;
    meters.gauge("storeloop.ingestion.in.flight", inFlight);
  }

  /** Notes that records have come; to be closed when it is known what became of them. */
  public Group begin(String source, long records) {
    counter("storeloop.ingestion.received", source).increment(records);
    inFlight.addAndGet(records);
    return new Group(source, records);
  }

  private Counter counter(String name, String source) {
    return meters.counter(name, "source", source);
  }

  /** Records that came together. Not thread-safe: the one call's. */
  public final class Group implements AutoCloseable {
    private final String source;
    private final long records;
    private boolean answered;

    private Group(String source, long records) {
      this.source = source;
      this.records = records;
    }

    /** Every one of them has got its outcome, and is counted under it. */
    public void answered() {
      answered = true;
    }

    @Override
    public void close() {
      inFlight.addAndGet(-records);
      if (!answered) {
        counter("storeloop.ingestion.unanswered", source).increment(records);
      }
    }
  }
}
