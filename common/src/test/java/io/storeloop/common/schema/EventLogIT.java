package io.storeloop.common.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.events.EventCursor;
import io.storeloop.common.events.LoggedEvent;
import io.storeloop.common.events.Traffic;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EventLogIT {
  private static final int MANY = 100;

  private final TestDatabase database = TestDatabase.create();
  private final EventLog log = new EventLog(database.owner(), JsonMapper.shared());

  @Test
  void anEventOfATransactionThatBeganEarlierAndCommitsLaterIsNotSkipped() throws SQLException {
    database.owner().sql("select ensure_event_partition(now())").query().listOfRows();
    try (Connection slow = connect();
        Connection fast = connect()) {
      slow.setAutoCommit(false);
      insert(slow, "slow");
      insert(fast, "fast");

      List<LoggedEvent> whileSlowRuns = log.readAfter(EventCursor.START, MANY);
      slow.commit();
      List<LoggedEvent> afterwards = log.readAfter(EventCursor.START, MANY);

      assertThat(whileSlowRuns).isEmpty();
      assertThat(afterwards)
          .extracting(read -> read.event().messageId())
          .containsExactly("slow", "fast");
    }
  }

  @Test
  void whoDidItIsReadFromTheLog() throws SQLException {
    database.owner().sql("select ensure_event_partition(now())").query().listOfRows();
    try (Connection connection = connect()) {
      insert(connection, "shopper");
      insert(connection, "robot");
    }
    database.owner().sql("update event set traffic = 'bot' where message_id = 'robot'").update();

    assertThat(log.readAfter(EventCursor.START, MANY))
        .extracting(read -> read.event().traffic())
        .containsExactly(null, Traffic.BOT);
  }

  private Connection connect() throws SQLException {
    DatabaseProperties properties = database.properties();
    return DriverManager.getConnection(
        properties.url(), properties.username(), properties.password());
  }

  private static void insert(Connection connection, String messageId) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into event (event_id, message_id, type, user_id, occurred_at, received_at, source)
            values (gen_random_uuid(), ?, 'view', 'anna', now(), now(), 'test')
            """)) {
      insert.setString(1, messageId);
      insert.executeUpdate();
    }
  }
}
