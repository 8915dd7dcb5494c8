package io.storeloop.ingestion.imports;

import io.storeloop.common.schema.ServiceDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The imports in the database. */
final class JdbcImportTasks {
  private static final String ADD =
      """
      insert into import_task (id, created_at, format, options, file_name, spool_id, state, total_bytes)
      values (:id, cast(:createdAt as timestamptz), :format, :options, :fileName, :spoolId, 'waiting',
              :totalBytes)
      """;

  private static final String FIND = "select * from import_task where id = :id";

  private static final String PAGE =
      """
      select * from import_task
      where :before = '' or id < cast(nullif(:before, '') as uuid)
      order by id desc
      limit :limit
      """;

  /**
   * The oldest task of this spool that nobody works on, or whose worker has been silent too long.
   */
  private static final String CLAIM =
      """
      update import_task
      set state = 'running', worker = :worker, lease_until = clock_timestamp() + cast(:lease as interval),
          started_at = coalesce(started_at, clock_timestamp())
      where id = (
        select id from import_task
        where spool_id = :spoolId
          and state in ('waiting', 'running')
          and (lease_until is null or lease_until < clock_timestamp())
        order by created_at, id
        limit 1
        for update skip locked)
      returning *
      """;

  private static final String ADVANCE =
      """
      update import_task
      set lease_until = clock_timestamp() + cast(:lease as interval), read_bytes = :readBytes, row_count = :rows,
          accepted = :accepted, repaired = :repaired, duplicates = :duplicates, rejected = :rejected,
          items_added = :itemsAdded, working_millis = :workingMillis, repairs = :repairs,
          rejections = :rejections, problems = :problems
      where id = :id and worker = :worker and state = 'running'
      """;

  private static final String COMPLETE =
      """
      update import_task
      set state = 'completed', finished_at = clock_timestamp(), read_bytes = total_bytes, worker = null,
          lease_until = null
      where id = :id and worker = :worker
      """;

  private static final String FAIL =
      """
      update import_task
      set state = 'failed', finished_at = clock_timestamp(), failure_code = :code, failure_detail = :detail,
          worker = null, lease_until = null
      where id = :id and worker = :worker
      """;

  private static final String RELEASE =
      "update import_task set lease_until = null, worker = null where worker = :worker";

  private final JdbcClient jdbc;
  private final Duration lease;
  private final JsonMapper json = new JsonMapper();

  private final ImportTaskRow rows = new ImportTaskRow(json);

  JdbcImportTasks(ServiceDatabase database, Duration lease) {
    this.jdbc = database.jdbc();
    this.lease = lease;
  }

  void add(ImportTask task, UUID spoolId) {
    jdbc.sql(ADD)
        .param("id", task.id())
        .param("createdAt", task.createdAt().toString())
        .param("format", task.format())
        .param("options", json.writeValueAsString(task.options()))
        .param("fileName", task.fileName())
        .param("spoolId", spoolId)
        .param("totalBytes", task.totalBytes())
        .update();
  }

  Optional<ImportTask> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(rows).optional();
  }

  /** Newest first. */
  List<ImportTask> page(String before, int limit) {
    return jdbc.sql(PAGE).param("before", before).param("limit", limit).query(rows).list();
  }

  /** Takes the oldest task that waits, or was left by a worker that died; empty without one. */
  Optional<ImportTask> claim(UUID spoolId, UUID worker) {
    return jdbc.sql(CLAIM)
        .param("spoolId", spoolId)
        .param("worker", worker)
        .param("lease", lease.toString())
        .query(rows)
        .optional();
  }

  /**
   * Notes progress within the caller's transaction and keeps the lease.
   *
   * @throws LostLeaseException if another worker has the task now; nothing may be committed
   */
  void advance(UUID id, UUID worker, ImportProgress progress) {
    int advanced =
        jdbc.sql(ADVANCE)
            .param("id", id)
            .param("worker", worker)
            .param("lease", lease.toString())
            .param("readBytes", progress.readBytes())
            .param("rows", progress.rows())
            .param("accepted", progress.accepted())
            .param("repaired", progress.repaired())
            .param("duplicates", progress.duplicates())
            .param("rejected", progress.rejected())
            .param("itemsAdded", progress.itemsAdded())
            .param("workingMillis", progress.workingMillis())
            .param("repairs", json.writeValueAsString(progress.repairs()))
            .param("rejections", json.writeValueAsString(progress.rejections()))
            .param("problems", json.writeValueAsString(progress.problems()))
            .update();
    if (advanced == 0) {
      throw new LostLeaseException();
    }
  }

  /** Whether the task was still this worker's to end. */
  boolean complete(UUID id, UUID worker) {
    return jdbc.sql(COMPLETE).param("id", id).param("worker", worker).update() > 0;
  }

  boolean fail(UUID id, UUID worker, String code, String detail) {
    return jdbc.sql(FAIL)
            .param("id", id)
            .param("worker", worker)
            .param("code", code)
            .param("detail", detail)
            .update()
        > 0;
  }

  /** Gives back what this worker holds, so that the next one need not wait for the lease to end. */
  void release(UUID worker) {
    jdbc.sql(RELEASE).param("worker", worker).update();
  }
}
