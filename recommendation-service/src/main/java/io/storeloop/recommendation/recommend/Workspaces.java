package io.storeloop.recommendation.recommend;

import io.storeloop.algorithms.session.SessionScratch;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Keeps a few workspaces for reuse: never waits, makes a new one when all are lent or of another
 * model's size, drops what is too many. Thread-safe.
 */
final class Workspaces {
  /** What one answer writes to. */
  record Workspace(ScoreBoard board, SessionScratch scratch) {}

  /** About as many as run at the same time on a small machine. */
  private static final int CAPACITY = 16;

  private final ArrayBlockingQueue<Workspace> idle = new ArrayBlockingQueue<>(CAPACITY);

  Workspace take(int itemCount) {
    Workspace known = idle.poll();
    return known == null || known.board().itemCount() != itemCount
        ? new Workspace(new ScoreBoard(itemCount), new SessionScratch())
        : known;
  }

  /** Only of an answer that was made; what a failed one has written is dropped with its space. */
  void giveBack(Workspace workspace) {
    workspace.board().clear();
    var unused = idle.offer(workspace);
  }
}
