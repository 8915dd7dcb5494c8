package io.storeloop.ingestion.imports;

import io.storeloop.common.events.Event;
import io.storeloop.common.ids.Uuids;
import io.storeloop.ingestion.catalogue.JudgedItem;
import io.storeloop.ingestion.eventlog.Submission;
import io.storeloop.ingestion.imports.DryRunView.PreviewedEvent;
import io.storeloop.ingestion.imports.DryRunView.PreviewedItem;
import io.storeloop.ingestion.imports.DryRunView.PreviewedRow;
import io.storeloop.ingestion.imports.DryRunView.RowProblem;
import io.storeloop.ingestion.imports.ImportView.ImportFailure;
import io.storeloop.ingestion.quality.Outcome;
import io.storeloop.ingestion.quality.Refusal;
import io.storeloop.ingestion.quality.SafeText;
import io.storeloop.ingestion.rows.UnreadableFileException;
import io.storeloop.ingestion.validation.Arrival;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first rows of a file as an import would, and stores nothing. One for each file; not
 * thread-safe.
 */
final class DryRun {
  private static final int MOST_SHOWN = 20;
  private static final int MOST_PROBLEMS = 100;

  private final ImportFormat format;
  private final Instant receivedAt;
  private final int mostRows;
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final Map<String, Long> repairs = new TreeMap<>();
  private final Map<String, Long> rejections = new TreeMap<>();
  private final List<PreviewedRow> shown = new ArrayList<>();
  private final List<RowProblem> problems = new ArrayList<>();
  private final Set<UUID> seen = new HashSet<>();
  private long rows;
  private boolean wholeFile;
  private @Nullable ImportFailure failure;

  /**
   * Begins a dry run.
   *
   * @param mostRows how many rows are looked at
   */
  DryRun(ImportFormat format, Instant receivedAt, int mostRows) {
    this.format = format;
    this.receivedAt = receivedAt;
    this.mostRows = mostRows;
  }

  /**
   * Looks at a file from its beginning.
   *
   * @throws UnreadableFileException if not even the first row can be read
   */
  DryRunView look(InputStream file, ImportOptions options, long maxPlainBytes) throws IOException {
    PlainFile plain = PlainFile.open(file, maxPlainBytes);
    RowSource source = format.open(plain.stream(), options);
    try {
      read(source);
    } catch (IOException unreadable) {
      UnreadableFileException reason = FileFailure.ofContent(unreadable).orElse(null);
      if (reason == null) {
        throw unreadable;
      }
      failure = new ImportFailure(reason.code(), reason.detail());
    }
    return view();
  }

  private void read(RowSource source) throws IOException {
    while (rows < mostRows) {
      PendingRow row = source.next();
      if (row == null) {
        wholeFile = true;
        return;
      }
      add(row.judge(Arrival.inFile(format.source(), receivedAt, format.source(), rows)));
    }
    wholeFile = source.next() == null;
  }

  private void add(ImportedRow row) {
    rows++;
    switch (row) {
      case ImportedRow.OfEvent event -> addEvent(event.submission());
      case ImportedRow.OfItem item -> addItem(item.judged());
    }
  }

  private void addEvent(Submission submission) {
    switch (submission) {
      case Submission.Refused refused -> reject(refused.refusal());
      case Submission.Sound sound -> {
        Event event = sound.events().getFirst();
        Outcome outcome =
            !seen.add(Uuids.ofText(event.messageId()))
                ? Outcome.DUPLICATE
                : sound.repairs().isEmpty() ? Outcome.ACCEPTED : Outcome.REPAIRED;
        count(outcome, sound.repairs(), PreviewedEvent.of(event), null);
      }
    }
  }

  private void addItem(JudgedItem judged) {
    switch (judged) {
      case JudgedItem.Refused refused -> reject(refused.refusal());
      case JudgedItem.Sound sound ->
          count(
              sound.repairs().isEmpty() ? Outcome.ACCEPTED : Outcome.REPAIRED,
              sound.repairs(),
              null,
              PreviewedItem.of(sound.item()));
    }
  }

  private void count(
      Outcome outcome,
      List<String> rules,
      @Nullable PreviewedEvent event,
      @Nullable PreviewedItem item) {
    outcomes.merge(outcome, 1L, Long::sum);
    List<String> applied = outcome == Outcome.REPAIRED ? rules : List.of();
    applied.forEach(rule -> repairs.merge(rule, 1L, Long::sum));
    if (shown.size() < MOST_SHOWN) {
      shown.add(new PreviewedRow(rows, outcome.wireName(), applied, event, item));
    }
  }

  private void reject(Refusal refusal) {
    outcomes.merge(Outcome.REJECTED, 1L, Long::sum);
    rejections.merge(refusal.code(), 1L, Long::sum);
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(
          new RowProblem(
              rows,
              refusal.code(),
              refusal.pointer().isEmpty() ? null : refusal.pointer(),
              SafeText.of(refusal.detail())));
    }
  }

  private long count(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  private DryRunView view() {
    return new DryRunView(
        format.name(),
        rows,
        wholeFile,
        failure,
        count(Outcome.ACCEPTED),
        count(Outcome.REPAIRED),
        count(Outcome.DUPLICATE),
        count(Outcome.REJECTED),
        repairs,
        rejections,
        shown,
        problems);
  }
}
