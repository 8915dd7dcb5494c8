package io.storeloop.recommendation.recommend;

import io.storeloop.algorithms.scoring.ItemSums;
import io.storeloop.algorithms.session.SessionScratch;
import java.util.concurrent.LinkedBlockingDeque;

/**
 * Keeps a few workspaces for reuse, the one used last first, as it is still in the processor's
 * caches: never waits, makes a new one when all are lent or of another model's size, drops what is
 * too many. Thread-safe.
 */
final class Workspaces {
  /** What one answer writes to; of one thread at a time. */
  static final class Workspace {
    private final ScoreBoard board;
    private final SessionScratch scratch = new SessionScratch();
    private ItemSums likeness = new ItemSums(0);

    Workspace(int itemCount) {
      board = new ScoreBoard(itemCount);
    }

    /** By the model's items. */
    ScoreBoard board() {
      return board;
    }

    SessionScratch scratch() {
      return scratch;
    }

    /** By the catalogue's items, of which there are so many at least; all 0. */
    ItemSums likeness(int catalogueSize) {
      if (likeness.itemCount() < catalogueSize) {
        likeness = new ItemSums(catalogueSize + catalogueSize / 4);
      }
      return likeness;
    }

    private void clear() {
      board.clear();
      likeness.clear();
    }
  }

  private final LinkedBlockingDeque<Workspace> idle;

  /** {@code capacity}: about as many as answers are made at the same time. */
  Workspaces(int capacity) {
    idle = new LinkedBlockingDeque<>(capacity);
  }

  Workspace take(int itemCount) {
    Workspace known = idle.pollFirst();
    if (known != null && known.board().itemCount() == itemCount) {
      return known;
    }
    if (known != null) {
      idle.clear(); // all of a model that answers no more
    }
    return new Workspace(itemCount);
  }

  /** Only of an answer that was made; what a failed one has written is dropped with its space. */
  void giveBack(Workspace workspace) {
    workspace.clear();
    var unused = idle.offerFirst(workspace);
  }
}
