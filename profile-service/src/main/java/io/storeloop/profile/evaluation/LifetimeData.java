package io.storeloop.profile.evaluation;

import io.storeloop.algorithms.lifetime.PurchaseHistory;
import io.storeloop.algorithms.lifetime.PurchaseLog;
import io.storeloop.algorithms.lifetime.Rhythm;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of customers at the cut, and what came after it; all lists and arrays have one
 * entry per customer. In units of time.
 *
 * @param log up to and after the cut; null where the file tells histories only
 * @param cut epoch day; does not count without a log
 * @param histories until the cut
 * @param meanAmounts of repeat purchases until the cut, 0 where none are known
 * @param rhythms times between purchases; empty without a log
 * @param horizon that is foretold, above 0
 * @param counts purchases within the horizon; null where the file does not tell
 * @param spent money spent within the horizon; null where the file does not tell
 * @param waits days until the next purchase, -1 for none in the log; null without a log
 * @param facts counts to print
 * @param notes what was left out and why
 */
@SuppressWarnings("ArrayRecordComponent")
record LifetimeData(
    @Nullable PurchaseLog log,
    int cut,
    List<PurchaseHistory> histories,
    double[] meanAmounts,
    List<Rhythm> rhythms,
    double horizon,
    int @Nullable [] counts,
    double @Nullable [] spent,
    int @Nullable [] waits,
    Map<String, Long> facts,
    List<String> notes) {

  LifetimeData {
    histories = List.copyOf(histories);
    rhythms = List.copyOf(rhythms);
    notes = List.copyOf(notes);
  }

  int customers() {
    return histories.size();
  }
}
