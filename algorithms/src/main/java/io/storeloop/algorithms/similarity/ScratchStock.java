package io.storeloop.algorithms.similarity;

import java.util.concurrent.ArrayBlockingQueue;

/**
 * Keeps a few scratches for reuse: never waits, makes a new one when all are lent, drops what is
 * too many.
 */
final class ScratchStock {
  /** About as many as run at the same time on a small machine. */
  private static final int CAPACITY = 16;

  private final int itemCount;
  private final ArrayBlockingQueue<PersonalScorer.Scratch> idle =
      new ArrayBlockingQueue<>(CAPACITY);

  ScratchStock(int itemCount) {
    this.itemCount = itemCount;
  }

  PersonalScorer.Scratch take() {
    PersonalScorer.Scratch scratch = idle.poll();
    return scratch == null ? new PersonalScorer.Scratch(itemCount) : scratch;
  }

  void giveBack(PersonalScorer.Scratch scratch) {
    var unused = idle.offer(scratch);
  }
}
