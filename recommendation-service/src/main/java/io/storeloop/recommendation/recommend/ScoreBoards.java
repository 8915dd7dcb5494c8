package io.storeloop.recommendation.recommend;

import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a few boards for reuse: never waits, makes a new one when all are lent or of another
 * model's size, drops what is too many. Thread-safe.
 */
final class ScoreBoards {
  /** About as many as run at the same time on a small machine. */
  private static final int CAPACITY = 16;

  private final ArrayBlockingQueue<ScoreBoard> idle = new ArrayBlockingQueue<>(CAPACITY);

  ScoreBoard take(int itemCount) {
    @Nullable ScoreBoard board = idle.poll();
    return board == null || board.itemCount() != itemCount ? new ScoreBoard(itemCount) : board;
  }

  void giveBack(ScoreBoard board) {
    board.clear();
    var unused = idle.offer(board);
  }
}
