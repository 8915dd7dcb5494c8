package io.storeloop.common.schema;

/**
 * The statements on a service's cursor table, and on that of the events it could not apply; the
 * tables' names come from the role, never from outside.
 */
record CursorSql(String create, String read, String readLocked, String write, String skip) {
  CursorSql(ServiceRole role) {
    this(
        "insert into %s_cursor (consumer, tx, id) values (:consumer, '0'::xid8, 0) on conflict do nothing"
            .formatted(role.serviceName()),
        "select tx, id, forgotten from %s_cursor where consumer = :consumer"
            .formatted(role.serviceName()),
        "select tx, id, forgotten from %s_cursor where consumer = :consumer for update"
            .formatted(role.serviceName()),
        "update %s_cursor set tx = cast(:tx as xid8), id = :id where consumer = :consumer"
            .formatted(role.serviceName()),
        """
        insert into %s_skipped_event (message_id, reason, skipped_at)
        values (:messageId, :reason, cast(:at as timestamptz))
        on conflict (message_id) do nothing
        """
            .formatted(role.serviceName()));
  }
}
