package io.storeloop.recommendation.model;

import io.storeloop.algorithms.scoring.BlendedScorer;
import io.storeloop.algorithms.scoring.ItemScorer;
import io.storeloop.algorithms.similarity.EaseScorer;
import io.storeloop.algorithms.similarity.KernelScorer;
import io.storeloop.algorithms.similarity.Neighbours;
import io.storeloop.algorithms.similarity.Recency;
import io.storeloop.algorithms.similarity.SparseEaseScorer;
import io.storeloop.algorithms.tuning.LearntOrder;
import io.storeloop.algorithms.tuning.Reranker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads what scores whole histories in a snapshot: a byte for the kind, then its parts.
 * Lists that several parts share are written once.
 */
final class SnapshotScorers {
  private static final int NONE = 0;
  private static final int KERNEL = 1;
  private static final int EASE = 2;
  private static final int BLEND = 3;
  private static final int ORDER = 4;
  private static final int SPARSE_EASE = 5;

  /** A part of a part is enough. */
  private static final int MAX_DEPTH = 2;

  private static final int LEAST_BYTES = 1;

  private final List<Neighbours> lists = new ArrayList<>();

  /** {@code ofItems}: the lists that the snapshot holds already. */
  SnapshotScorers(Neighbours ofItems) {
    lists.add(ofItems);
  }

  void write(@Nullable ItemScorer scorer, SnapshotOutput out) throws IOException {
    switch (scorer) {
      case null -> out.byteValue(NONE);
      case KernelScorer kernel -> {
        out.byteValue(KERNEL);
        write(kernel.recency(), out);
        writeLists(kernel.neighbours(), out);
      }
      case EaseScorer ease -> {
        out.byteValue(EASE);
        write(ease.recency(), out);
        out.number(ease.itemCount());
        for (int item = 0; item < ease.itemCount(); item++) {
          out.floats(ease.weightsFrom(item));
        }
      }
      case SparseEaseScorer ease -> {
        out.byteValue(SPARSE_EASE);
        write(ease.recency(), out);
        out.ints(ease.rowStarts()).ints(ease.items()).floats(ease.weights());
      }
      case BlendedScorer blend -> {
        out.byteValue(BLEND).decimals(blend.weights());
        write(blend.parts(), out);
      }
      case Reranker reranker -> {
        LearntOrder learnt = reranker.learnt();
        out.byteValue(ORDER).decimals(learnt.blend());
        write(learnt.parts(), out);
        out.floats(learnt.facts()).decimals(learnt.order()).decimal(learnt.typical());
      }
      default -> throw new IllegalArgumentException("not kept: " + scorer.getClass());
    }
  }

  @Nullable ItemScorer read(SnapshotInput in) throws IOException {
    return read(in, 0);
  }

  private @Nullable ItemScorer read(SnapshotInput in, int depth) throws IOException {
    int kind = in.byteValue();
    return switch (kind) {
      case NONE -> null;
      case KERNEL -> {
        Recency recency = recency(in);
        yield new KernelScorer(readLists(in), recency);
      }
      case EASE -> {
        Recency recency = recency(in);
        float[][] weights = new float[in.count(Integer.BYTES)][];
        for (int item = 0; item < weights.length; item++) {
          weights[item] = in.floats();
        }
        yield EaseScorer.of(weights, recency);
      }
      case SPARSE_EASE -> {
        Recency recency = recency(in);
        int[] rowStarts = in.ints();
        int[] items = in.ints();
        yield SparseEaseScorer.of(rowStarts, items, in.floats(), recency);
      }
      case BLEND -> {
        double[] weights = in.decimals();
        yield new BlendedScorer(parts(in, depth), weights);
      }
      case ORDER -> {
        double[] blend = in.decimals();
        List<ItemScorer> parts = parts(in, depth);
        yield new LearntOrder(parts, blend, in.floats(), in.decimals(), in.decimal(), false)
            .scorer();
      }
      default -> throw new CorruptSnapshotException("no scorer is of kind " + kind);
    };
  }

  private void write(List<ItemScorer> parts, SnapshotOutput out) throws IOException {
    out.number(parts.size());
    for (ItemScorer part : parts) {
      write(part, out);
    }
  }

  private List<ItemScorer> parts(SnapshotInput in, int depth) throws IOException {
    int count = in.count(LEAST_BYTES);
    List<ItemScorer> parts = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      ItemScorer scorer = depth < MAX_DEPTH ? read(in, depth + 1) : null;
      if (scorer == null) {
        throw new CorruptSnapshotException("a part of a scorer is missing");
      }
      parts.add(scorer);
    }
    return parts;
  }

  private static void write(Recency recency, SnapshotOutput out) throws IOException {
    out.decimal(recency.fading()).number(recency.latest());
  }

  static Recency recency(SnapshotInput in) throws IOException {
    return new Recency(in.decimal(), in.number());
  }

  /** Which lists they are, by the order they came in; new ones follow. */
  private void writeLists(Neighbours neighbours, SnapshotOutput out) throws IOException {
    int known = 0;
    while (known < lists.size() && lists.get(known) != neighbours) {
      known++;
    }
    out.number(known);
    if (known == lists.size()) {
      lists.add(neighbours);
      write(neighbours, out);
    }
  }

  private Neighbours readLists(SnapshotInput in) throws IOException {
    int known = in.number();
    if (known == lists.size()) {
      lists.add(neighbours(in));
    }
    return lists.get(known);
  }

  static void write(Neighbours neighbours, SnapshotOutput out) throws IOException {
    out.ints(neighbours.rowStarts()).ints(neighbours.items()).floats(neighbours.similarities());
  }

  static Neighbours neighbours(SnapshotInput in) throws IOException {
    int[] rowStarts = in.ints();
    int[] entries = in.ints();
    return new Neighbours(rowStarts, entries, in.floats());
  }
}
