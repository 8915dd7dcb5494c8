package io.storeloop.ingestion.imports;

import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.ingestion.catalogue.Item;
import io.storeloop.ingestion.catalogue.JdbcItems;
import io.storeloop.ingestion.catalogue.JudgedItem;
import io.storeloop.ingestion.eventlog.Result;
import io.storeloop.ingestion.quality.JdbcQuality;
import io.storeloop.ingestion.quality.Outcome;
import io.storeloop.ingestion.quality.QualityCounts;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.quarantine.JdbcQuarantine;
import io.storeloop.ingestion.quarantine.QuarantinedRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Rows that describe items: each replaces the item of its id as a whole.
 *
 * <p>A row counts as accepted when the catalogue differs after it, and as a duplicate when it stood
 * there already or came again later in the same batch.
 */
final class ItemRows implements RowStore {
  private final ServiceDatabase database;
  private final JdbcItems items;
  private final JdbcQuality quality;
  private final JdbcQuarantine quarantine;

  ItemRows(
      ServiceDatabase database, JdbcItems items, JdbcQuality quality, JdbcQuarantine quarantine) {
    this.database = database;
    this.items = items;
    this.quality = quality;
    this.quarantine = quarantine;
  }

  @Override
  public void store(
      String source, Instant receivedAt, List<ImportedRow> rows, Outcomes inSameTransaction) {
    List<JudgedItem> judged =
        rows.stream().map(row -> ((ImportedRow.OfItem) row).judged()).toList();
    Map<String, Integer> lastRow = lastRows(judged);
    List<Item> last = new ArrayList<>(lastRow.size());
    lastRow.values().forEach(row -> last.add(((JudgedItem.Sound) judged.get(row)).item()));
    List<QuarantinedRecord> refused = refused(source, receivedAt, rows);
    database
        .transactions()
        .executeWithoutResult(status -> {
          Set<String> changed = items.upsert(last, receivedAt);
          List<Result> results = results(judged, lastRow, changed);
          quarantine.add(refused);
          inSameTransaction.accept(results, 0);
          quality.add(LocalDate.ofInstant(receivedAt, ZoneOffset.UTC), source, counts(results));
        });
  }

  private static Map<String, Integer> lastRows(List<JudgedItem> judged) {
    Map<String, Integer> last = new HashMap<>();
    for (int i = 0; i < judged.size(); i++) {
      if (judged.get(i) instanceof JudgedItem.Sound sound) {
        last.put(sound.item().itemId(), i);
      }
    }
    return last;
  }

  private static List<Result> results(
      List<JudgedItem> judged, Map<String, Integer> lastRow, Set<String> changed) {
    List<Result> results = new ArrayList<>(judged.size());
    for (int i = 0; i < judged.size(); i++) {
      results.add(
          switch (judged.get(i)) {
            case JudgedItem.Refused refused ->
                new Result(
                    Outcome.REJECTED, refused.itemId(), List.of(), List.of(), refused.refusal());
            case JudgedItem.Sound sound -> {
              String id = sound.item().itemId();
              boolean counts = changed.contains(id) && Objects.equals(lastRow.get(id), i);
              yield result(sound, counts);
            }
          });
    }
    return results;
  }

  private static Result result(JudgedItem.Sound sound, boolean changed) {
    Outcome outcome =
        !changed
            ? Outcome.DUPLICATE
            : sound.repairs().isEmpty() ? Outcome.ACCEPTED : Outcome.REPAIRED;
    return new Result(
        outcome, sound.item().itemId(), changed ? sound.repairs() : List.of(), List.of(), null);
  }

  private static List<QuarantinedRecord> refused(
      String source, Instant receivedAt, List<ImportedRow> rows) {
    List<QuarantinedRecord> records = new ArrayList<>();
    for (ImportedRow row : rows) {
      if (row instanceof ImportedRow.OfItem item
          && item.judged() instanceof JudgedItem.Refused refused) {
        records.add(
            QuarantinedRecord.of(
                source, receivedAt, refused.itemId(), refused.refusal(), item.payload().get()));
      }
    }
    return records;
  }

  private static QualityCounts counts(List<Result> results) {
    QualityCounts counts = new QualityCounts();
    counts.addReceived(results.size());
    for (Result result : results) {
      counts.add(result.outcome(), code(result), result.repairs(), result.marks());
    }
    return counts;
  }

  private static String code(Result result) {
    Refusal refusal = result.refusal();
    return refusal == null ? "" : refusal.code();
  }
}
