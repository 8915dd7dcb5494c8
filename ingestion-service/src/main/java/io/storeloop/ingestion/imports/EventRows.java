package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.catalogue.Item;
import io.storeloop.ingestion.catalogue.JdbcItems;
import io.storeloop.ingestion.eventlog.JdbcEventStore;
import io.storeloop.ingestion.eventlog.Result;
import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.quality.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows that report events, with what they say about items the catalogue has never had.
 *
 * <p>Which items it has is remembered, so that a popular one is not offered again with every batch:
 * an item is never removed from the table, only marked. Used by one thread.
 */
final class EventRows implements RowStore {
  /** About 10 MB of ids; a catalogue that is larger is asked again, which is slow but right. */
  private static final int MOST_REMEMBERED = 100_000;

  private final Set<String> known = new HashSet<>();
  private final JdbcEventStore store;
  private final JdbcItems items;

  EventRows(JdbcEventStore store, JdbcItems items) {
    this.store = store;
    this.items = items;
  }

  @Override
  public void store(
      String source, Instant receivedAt, List<ImportedRow> rows, Outcomes inSameTransaction) {
    List<ImportedRow.OfEvent> events = new ArrayList<>(rows.size());
    List<Submission> submissions = new ArrayList<>(rows.size());
    for (ImportedRow row : rows) {
      ImportedRow.OfEvent event = (ImportedRow.OfEvent) row;
      events.add(event);
      submissions.add(event.submission());
    }
    Set<String> offered = new HashSet<>();
    store.store(
        source,
        receivedAt,
        submissions,
        results -> {
          offered.clear(); // what an earlier attempt inserted was rolled back
          List<Item> unknown = unknownItems(events, results);
          unknown.forEach(item -> offered.add(item.itemId()));
          inSameTransaction.accept(results, items.insertMissing(unknown, receivedAt));
        });
    remember(offered);
  }

  /** Called when they are committed. */
  private void remember(Set<String> itemIds) {
    if (known.size() + itemIds.size() > MOST_REMEMBERED) {
      known.clear();
    }
    known.addAll(itemIds);
  }

  /** What duplicates say about items was taken in with the first of them. */
  private List<Item> unknownItems(List<ImportedRow.OfEvent> rows, List<Result> results) {
    Map<String, Item> first = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Item item = rows.get(i).item();
      Outcome outcome = results.get(i).outcome();
      if (item != null
          && !known.contains(item.itemId())
          && (outcome == Outcome.ACCEPTED || outcome == Outcome.REPAIRED)) {
        first.putIfAbsent(item.itemId(), item);
      }
    }
    return List.copyOf(first.values());
  }
}
