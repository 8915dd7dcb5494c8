package io.storeloop.reliability;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What was sent and what was acknowledged, event by event. Thread-safe. */
final class Ledger {
  private static final int MOST_COMPLAINTS = 20;

  private final String prefix;
  private final int events;
  private final int batchSize;
  private final BitSet sent;
  private final BitSet acknowledged;
  private final List<Batch> acknowledgedBatches = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private int next;
  private long inDoubt;
  private long replayed;
  private long forgotten;

  /** {@code prefix} begins the ids of all events. */
  Ledger(String prefix, int events, int batchSize) {
    this.prefix = prefix;
    this.events = events;
    this.batchSize = batchSize;
    this.sent = new BitSet(events);
    this.acknowledged = new BitSet(events);
  }

  String prefix() {
    return prefix;
  }

  /** The next batch to send, noted as sent; empty when all have been taken. */
  synchronized Optional<Batch> next() {
    if (next >= events) {
      return Optional.empty();
    }
    Batch batch = new Batch(prefix, next, Math.min(batchSize, events - next));
    next += batch.size();
    sent.set(batch.first(), next);
    return Optional.of(batch);
  }

  synchronized void acknowledge(Batch batch, Answer.Acknowledged answer, boolean firstTry) {
    acknowledged.set(batch.first(), batch.first() + batch.size());
    acknowledgedBatches.add(batch);
    if (answer.stored() + answer.duplicates() != batch.size() || answer.rejected() != 0) {
      complain("%s was answered %s".formatted(batch, answer));
    }
    if (firstTry && answer.duplicates() != 0) {
      complain("%s was never sent before, and answered %s".formatted(batch, answer));
    }
  }

  /** An acknowledged batch was sent again: whatever is new to the log now had been lost. */
  synchronized void acknowledgeReplay(Batch batch, Answer.Acknowledged answer) {
    replayed += batch.size();
    forgotten += answer.stored();
  }

  synchronized void inDoubt(Batch batch) {
    inDoubt += batch.size();
  }

  synchronized void complain(String complaint) {
    if (complaints.size() < MOST_COMPLAINTS) {
      complaints.add(complaint);
    }
  }

  synchronized int acknowledgedEvents() {
    return acknowledged.cardinality();
  }

  /** A share of the acknowledged batches, at least one if there are any, at most {@code most}. */
  synchronized List<Batch> sample(double share, int most, RandomGenerator random) {
    List<Batch> sample = new ArrayList<>();
    int count = Math.min(most, (int) Math.ceil(acknowledgedBatches.size() * share));
    for (int i = 0; i < count; i++) {
      sample.add(acknowledgedBatches.get(random.nextInt(acknowledgedBatches.size())));
    }
    return sample;
  }

  synchronized boolean wasSent(int number) {
    return sent.get(number);
  }

  /** A copy of the numbers of all acknowledged events. */
  synchronized BitSet acknowledged() {
    return (BitSet) acknowledged.clone();
  }

  /** What the senders saw. */
  record Account(
      long sent,
      long acknowledged,
      long inDoubt,
      long replayed,
      long forgotten,
      List<String> complaints) {}

  synchronized Account account() {
    return new Account(
        sent.cardinality(),
        acknowledged.cardinality(),
        inDoubt,
        replayed,
        forgotten,
        List.copyOf(complaints));
  }
}
