package io.storeloop.ingestion.imports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import as it is answered. Rows of every outcome add up: {@code accepted + repaired +
 * duplicates + rejected = rows}.
 *
 * @param state {@code waiting}, {@code running}, {@code completed}, {@code failed} or {@code
 *     cancelled}
 * @param failure why the work ended early; absent unless it failed
 * @param progress share of the file's bytes read, 0 to 1
 * @param rowsPerSecond over the time worked
 * @param itemsAdded items the catalogue did not have
 * @param repairs how often each rule was applied
 * @param rejections rows rejected, by code
 * @param problems the first rejected rows
 */
@Schema(
    name = "Import",
    example =
        """
        {"id": "0198f1d2-7c1e-7b7a-9d3f-2b1c5a7e9f00", "format": "online-retail", "fileName": "online_retail.csv.gz",
         "state": "running", "createdAt": "2026-03-01T12:00:00Z", "totalBytes": 7611818, "readBytes": 3014656,
         "progress": 0.396, "rows": 210000, "rowsPerSecond": 25000, "accepted": 206500, "repaired": 1200,
         "duplicates": 1900, "rejected": 400, "itemsAdded": 3200, "repairs": {"non_product_line": 1200},
         "rejections": {"stock_correction": 400}, "problems": []}\
        """)
record ImportView(
    UUID id,
    String format,
    @Nullable String fileName,
    String state,
    @Nullable ImportFailure failure,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    long totalBytes,
    long readBytes,
    double progress,
    long rows,
    long rowsPerSecond,
    long accepted,
    long repaired,
    long duplicates,
    long rejected,
    long itemsAdded,
    Map<String, Long> repairs,
    Map<String, Long> rejections,
    List<ImportProblem> problems) {
  /** Why the work ended early; the rows before that place are stored. */
  @Schema(name = "ImportFailure")
  record ImportFailure(String code, String detail) {}

  /** A rejected row; rows count from 1, without the header. */
  @Schema(name = "ImportProblem")
  record ImportProblem(long row, String code, String detail) {}

  static ImportView of(ImportTask task) {
    ImportProgress progress = task.progress();
    return new ImportView(
        task.id(),
        task.format(),
        task.fileName(),
        task.state().wireName(),
        task.failureCode() == null
            ? null
            : new ImportFailure(task.failureCode(), String.valueOf(task.failureDetail())),
        task.createdAt(),
        task.startedAt(),
        task.finishedAt(),
        task.totalBytes(),
        progress.readBytes(),
        share(progress.readBytes(), task.totalBytes()),
        progress.rows(),
        progress.rowsPerSecond(),
        progress.accepted(),
        progress.repaired(),
        progress.duplicates(),
        progress.rejected(),
        progress.itemsAdded(),
        progress.repairs(),
        progress.rejections(),
        progress.problems().stream()
            .map(one -> new ImportProblem(one.row(), one.code(), one.detail()))
            .toList());
  }

  private static double share(long read, long total) {
    return total == 0 ? 1 : Math.round(1000.0 * Math.min(read, total) / total) / 1000.0;
  }
}
