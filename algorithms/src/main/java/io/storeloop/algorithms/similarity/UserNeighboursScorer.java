package io.storeloop.algorithms.similarity;

import io.storeloop.algorithms.scoring.ItemScorer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * User-based collaborative filtering: what the users chose whose histories are most like this one.
 *
 * <pre>
 * s(v)     = Σ over the history: weight(i) · n_i^-a / d_v^g      for every user v who chose i
 * score(j) = Σ over the K users of the highest s who chose j: s(v)
 * </pre>
 *
 * n_i is the number of the item's users, d_v the number of the user's items. This is one row of the
 * kernel over the transposed matrix (its a damps the items here, its g the other users), computed
 * when asked, so that a history need not be that of a known user. A user who asks and is among the
 * learnt ones finds themself; that only speaks for what they had.
 *
 * <p>Time O(items + Σ n_i + K log K + Σ d_v), memory 12 bytes per user and thread at work. Ties
 * among users go to the lower index. Safe for any number of threads.
 *
 * <p>Sources: Herlocker et al., An Algorithmic Framework for Performing Collaborative Filtering,
 * SIGIR 1999; Aiolli, RecSys 2013 (asymmetric form for implicit feedback).
 */
public final class UserNeighboursScorer implements ItemScorer {
  /** Scratches kept for reuse, about as many as run at the same time. */
  private static final int SCRATCHES = 16;

  private final InteractionMatrix interactions;
  private final UserNeighboursOptions options;
  private final Recency recency;
  private final ItemView view;
  private final double[] itemFactors;
  private final double[] userFactors;
  private final ArrayBlockingQueue<Scratch> idle = new ArrayBlockingQueue<>(SCRATCHES);

  public UserNeighboursScorer(
      InteractionMatrix interactions, UserNeighboursOptions options, Recency recency) {
    this.interactions = interactions;
    this.options = options;
    this.recency = recency;
    this.view = new ItemView(interactions, CooccurrenceOptions.DEFAULT_MAX_USER_ITEMS);
    this.itemFactors = new double[interactions.itemCount()];
    for (int item = 0; item < itemFactors.length; item++) {
      int users = Math.max(1, view.starts[item + 1] - view.starts[item]);
      itemFactors[item] = Math.pow(users, -options.itemDamping());
    }
    this.userFactors = new double[interactions.userCount()];
    for (int user = 0; user < userFactors.length; user++) {
      int items = Math.max(1, view.rowTo[user] - view.rowFrom[user]);
      userFactors[user] = Math.pow(items, -options.lengthExponent());
    }
  }

  @Override
  public int itemCount() {
    return interactions.itemCount();
  }

  @Override
  public void score(int[] items, int size, double[] scores) {
    Scores.require(scores, itemCount());
    Arrays.fill(scores, 0);
    Scratch scratch = idle.poll();
    if (scratch == null) {
      scratch = new Scratch(userFactors.length, options.neighbourLimit());
    }
    findUsers(LatestItems.of(items, size, recency, itemCount()), scratch);
    for (int place = 0; place < scratch.top.size(); place++) {
      int user = scratch.top.item(place);
      for (int cell = view.rowFrom[user]; cell < view.rowTo[user]; cell++) {
        scores[interactions.item(cell)] += scratch.top.similarity(place);
      }
    }
    var unused = idle.offer(scratch);
  }

  private void findUsers(LatestItems latest, Scratch scratch) {
    int count = 0;
    for (int place = 0; place < latest.count; place++) {
      int item = latest.items[place];
      double weight = latest.weights[place] * itemFactors[item];
      for (int at = view.starts[item]; at < view.starts[item + 1]; at++) {
        int user = view.users[at];
        scratch.touched[count] = user;
        count += scratch.sums[user] == 0 ? 1 : 0;
        scratch.sums[user] += weight;
      }
    }
    scratch.top.clear();
    for (int i = 0; i < count; i++) {
      int user = scratch.touched[i];
      scratch.top.offer(user, (float) (scratch.sums[user] * userFactors[user]));
      scratch.sums[user] = 0;
    }
    scratch.top.sort();
  }

  private static final class Scratch {
    private final double[] sums;
    private final int[] touched;
    private final TopNeighbours top;

    Scratch(int userCount, int limit) {
      sums = new double[userCount];
      touched = new int[userCount + 1];
      top = new TopNeighbours(Math.min(limit, Math.max(1, userCount)));
    }
  }
}
