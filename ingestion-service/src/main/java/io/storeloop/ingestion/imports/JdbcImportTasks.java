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
          started_at = coalesce(started_at, clock_timestamp()), attempts = attempts + 1
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
      set lease_until = clock_timestamp() + cast(:lease as interval), attempts = 1, read_bytes = :readBytes, row_count = :rows,
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
      """
      update import_task
      set lease_until = null, worker = null, attempts = greatest(attempts - 1, 0)
      where worker = :worker
      """;

  private static final String RENEW =
      """
      update import_task
      set lease_until = clock_timestamp() + cast(:lease as interval)
      where id = :id and worker = :worker and state = 'running'
      """;

  /** Each pause is twice as long as the one before; the last attempt ends the task. */
  private static final String GIVE_BACK_AFTER_FAULT =
      """
      update import_task
      set state = case when attempts >= :mostAttempts then 'failed' else state end,
          finished_at = case when attempts >= :mostAttempts then clock_timestamp() end,
          failure_code = case when attempts >= :mostAttempts then :code end,
          failure_detail = case when attempts >= :mostAttempts then :detail end,
          lease_until = case when attempts < :mostAttempts
                             then clock_timestamp() + cast(:pause as interval) * power(2, attempts - 1) end,
          worker = null
      where id = :id and worker = :worker
      returning state = 'failed'
      """;

  private static final String CANCEL =
      """
      update import_task
      set state = 'cancelled', finished_at = clock_timestamp(), worker = null, lease_until = null
      where id = :id and state in ('waiting', 'running')
      """;

  private static final String NOTE_FINGERPRINT =
      "update import_task set fingerprint = :fingerprint where id = :id and worker = :worker";

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

  /**
   * Gives a task back after a fault, to be tried again after a pause, or ends it.
   *
   * @return whether it was the last attempt and the task has failed with that code
   */
  boolean giveBackAfterFault(
      UUID id, UUID worker, int mostAttempts, Duration pause, String code, String detail) {
    return jdbc.sql(GIVE_BACK_AFTER_FAULT)
        .param("id", id)
        .param("worker", worker)
        .param("mostAttempts", mostAttempts)
        .param("pause", pause.toString())
        .param("code", code)
        .param("detail", detail)
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** Says that the worker still works; false if the task is no longer its own. */
  boolean renew(UUID id, UUID worker) {
    return jdbc.sql(RENEW)
            .param("id", id)
            .param("worker", worker)
            .param("lease", lease.toString())
            .update()
        > 0;
  }

  /** Whether it was still waiting or running; its worker will not commit another batch. */
  boolean cancel(UUID id) {
    return jdbc.sql(CANCEL).param("id", id).update() > 0;
  }

  void noteFingerprint(UUID id, UUID worker, String fingerprint) {
    jdbc.sql(NOTE_FINGERPRINT)
        .param("id", id)
        .param("worker", worker)
        .param("fingerprint", fingerprint)
        .update();
  }

  /**
   * Gives back what this worker holds without counting an attempt, so that the next one need not
   * wait for the lease to end.
   */
  void release(UUID worker) {
    jdbc.sql(RELEASE).param("worker", worker).update();
  }
}
