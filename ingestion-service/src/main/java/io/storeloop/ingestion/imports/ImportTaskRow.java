package io.storeloop.ingestion.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads a row of {@code import_task}. */
final class ImportTaskRow implements RowMapper<ImportTask> {
  private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};
  private static final TypeReference<List<ImportProgress.Problem>> PROBLEMS =
      new TypeReference<>() {};

  private final JsonMapper json;

  ImportTaskRow(JsonMapper json) {
    this.json = json;
  }

  @Override
  public ImportTask mapRow(ResultSet row, int number) throws SQLException {
    return new ImportTask(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        Objects.requireNonNull(instant(row, "created_at")),
        row.getString("format"),
        json.readValue(row.getString("options"), ImportOptions.class),
        row.getString("file_name"),
        ImportState.ofWireName(row.getString("state")),
        instant(row, "started_at"),
        instant(row, "finished_at"),
        row.getString("failure_code"),
        row.getString("failure_detail"),
        row.getLong("total_bytes"),
        row.getInt("attempts"),
        row.getString("fingerprint"),
        progress(row));
  }

  private ImportProgress progress(ResultSet row) throws SQLException {
    return new ImportProgress(
        row.getLong("read_bytes"),
        row.getLong("row_count"),
        row.getLong("accepted"),
        row.getLong("repaired"),
        row.getLong("duplicates"),
        row.getLong("rejected"),
        row.getLong("items_added"),
        row.getLong("working_millis"),
        json.readValue(row.getString("repairs"), COUNTS),
        json.readValue(row.getString("rejections"), COUNTS),
        json.readValue(row.getString("problems"), PROBLEMS));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
