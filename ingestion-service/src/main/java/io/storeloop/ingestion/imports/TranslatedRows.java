package io.storeloop.ingestion.imports;

import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.imports.RowTranslation.Fields;
import io.storeloop.ingestion.imports.RowTranslation.Untranslatable;
import io.storeloop.ingestion.intake.JudgedRecords;
import io.storeloop.ingestion.rows.Row;
import io.storeloop.ingestion.validation.Arrival;
import java.util.ArrayList;
import java.util.List;

/** Judges rows that somebody else's words are translated from. */
final class TranslatedRows<R extends Row> {
  private final JudgedRecords records = new JudgedRecords();
  private final RowTranslation<? super R> translation;

  TranslatedRows(RowTranslation<? super R> translation) {
    this.translation = translation;
  }

  ImportedRow judge(R row, Arrival arrival) {
    return switch (translation.translate(row, arrival.occasion())) {
      case Untranslatable none ->
          new ImportedRow.OfEvent(
              new Submission.Refused(none.messageId(), none.refusal(), row::json), null);
      case Fields fields ->
          new ImportedRow.OfEvent(
              records.submission(fields.canonical(), arrival, repairs(row, fields), row::json),
              fields.item());
    };
  }

  private static List<String> repairs(Row row, Fields fields) {
    if (!row.hasUndecodableText()) {
      return fields.repairs();
    }
    List<String> repairs = new ArrayList<>(fields.repairs());
    repairs.add("undecodable_text");
    return repairs;
  }
}
