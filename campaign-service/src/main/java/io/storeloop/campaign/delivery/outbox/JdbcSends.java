package io.storeloop.campaign.delivery.outbox;

import io.storeloop.campaign.delivery.outbox.SendController.CountAnswer;
import io.storeloop.campaign.delivery.outbox.SendController.SendAnswer;
import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The outbox as people look at it. */
@Component
class JdbcSends {
  private static final String PAGE =
      """
      select * from campaign_send
      where campaign_id = :campaign and id > :after and (cast(:state as text) is null or state = :state)
      order by id
      limit :limit
      """;

  private static final String COUNTS =
      """
      select state, reason, count(*) as sends from campaign_send where campaign_id = :campaign
      group by state, reason order by state, reason nulls first
      """;

  private final ServiceDatabase database;

  JdbcSends(@Qualifier("campaignDatabase") ServiceDatabase database) {
    this.database = database;
  }

  List<SendAnswer> page(UUID campaign, @Nullable String state, UUID after, int limit) {
    return database
        .jdbc()
        .sql(PAGE)
        .param("campaign", campaign)
        .param("state", state)
        .param("after", after)
        .param("limit", limit)
        .query((row, number) -> answer(row))
        .list();
  }

  List<CountAnswer> counts(UUID campaign) {
    return database
        .jdbc()
        .sql(COUNTS)
        .param("campaign", campaign)
        .query((row, number) ->
            new CountAnswer(row.getString("state"), row.getString("reason"), row.getLong("sends")))
        .list();
  }

  private static SendAnswer answer(ResultSet row) throws SQLException {
    return new SendAnswer(
        row.getObject("id", UUID.class),
        row.getInt("step"),
        row.getString("user_id"),
        row.getString("anonymous_id"),
        row.getString("channel"),
        row.getString("state"),
        row.getString("reason"),
        row.getString("occasion"),
        Objects.requireNonNull(instant(row, "occurred_at")),
        Objects.requireNonNull(instant(row, "planned_at")),
        Objects.requireNonNull(instant(row, "due_at")),
        row.getInt("attempts"),
        row.getObject("decision_id", UUID.class),
        row.getString("offer_id"),
        instant(row, "finished_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
