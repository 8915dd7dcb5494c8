package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.catalogue.Item;
import io.storeloop.ingestion.catalogue.JdbcItems;
import io.storeloop.ingestion.eventlog.JdbcEventStore;
import io.storeloop.ingestion.eventlog.Result;
import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.quality.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows that report events, with what they say about items the catalogue has never had. */
final class EventRows implements RowStore {
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
    store.store(
        source,
        receivedAt,
        submissions,
        results ->
            inSameTransaction.accept(
                results, items.insertMissing(itemsOfNewRows(events, results), receivedAt)));
  }

  /** What duplicates say about items was taken in with the first of them. */
  private static List<Item> itemsOfNewRows(List<ImportedRow.OfEvent> rows, List<Result> results) {
    Map<String, Item> first = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      Item item = rows.get(i).item();
      Outcome outcome = results.get(i).outcome();
      if (item != null && (outcome == Outcome.ACCEPTED || outcome == Outcome.REPAIRED)) {
        first.putIfAbsent(item.itemId(), item);
      }
    }
    return List.copyOf(first.values());
  }
}
