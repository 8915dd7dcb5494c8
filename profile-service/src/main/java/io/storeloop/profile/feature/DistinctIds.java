package io.storeloop.profile.feature;

import io.storeloop.common.ids.Uuids;
import java.util.Arrays;

/**
 * How many different ids were seen: exact below {@value #BOUND}, estimated from there on.
 *
 * <p>Keeps the smallest 64-bit hashes of the ids, so adding and merging commute and repeating an id
 * changes nothing. Above the bound the count is (bound - 1) / (largest kept hash as a fraction of
 * all hashes), standard error about 3 %. Not thread-safe.
 *
 * <p>Source: Bar-Yossef et al., Counting Distinct Elements in a Data Stream, RANDOM 2002, §2 (k
 * minimum values).
 */
final class DistinctIds {
  static final int BOUND = 1024;

  private static final double HASHES = Math.pow(2, Long.SIZE);

  /** Ascending as unsigned numbers, held with the sign bit flipped so that they sort as signed. */
  private long[] hashes = new long[0];

  void add(String id) {
    addHash(Uuids.ofText(id).getMostSignificantBits() ^ Long.MIN_VALUE);
  }

  long count() {
    if (hashes.length < BOUND) {
      return hashes.length;
    }
    double fraction = ((double) hashes[BOUND - 1] - Long.MIN_VALUE) / HASHES;
    return Math.max(BOUND, Math.round((BOUND - 1) / fraction));
  }

  void merge(DistinctIds other) {
    for (long hash : other.hashes) {
      addHash(hash);
    }
  }

  void write(StateOutput out) {
    out.number(hashes.length);
    for (long hash : hashes) {
      out.bits(hash);
    }
  }

  static DistinctIds read(StateInput in) {
    DistinctIds ids = new DistinctIds();
    ids.hashes = new long[in.count()];
    for (int i = 0; i < ids.hashes.length; i++) {
      ids.hashes[i] = in.bits();
    }
    return ids;
  }

  private void addHash(long hash) {
    int place = Arrays.binarySearch(hashes, hash);
    int at = -place - 1;
    if (place >= 0 || at >= BOUND) {
      return;
    }
    long[] more = new long[Math.min(BOUND, hashes.length + 1)];
    System.arraycopy(hashes, 0, more, 0, at);
    more[at] = hash;
    System.arraycopy(hashes, at, more, at + 1, more.length - at - 1);
    hashes = more;
  }
}
