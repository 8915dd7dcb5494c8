package io.storeloop.campaign.trigger;

import io.storeloop.common.schema.ServiceDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How far each trigger that has to be asked for has come; one process looks at a time. */
@Component
class JdbcTriggerPlaces {
  static final String SINCE = "since";
  static final String NEVER_CHANGED = "null";

  private static final String KNOW =
      """
      insert into campaign_trigger_place (place, due_at) values (:place, :now) on conflict (place) do nothing
      """;

  private static final String CLAIM =
      """
      update campaign_trigger_place set leased_until = now() + make_interval(secs => :lease)
      where place = :place and (leased_until is null or leased_until < now())
        and (due_at <= :now or coalesce(position ->> 'since', 'null') <> :since)
      returning position
      """;

  private final ServiceDatabase database;
  private final JsonMapper json;

  JdbcTriggerPlaces(@Qualifier("campaignDatabase") ServiceDatabase database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /** The position, for this process alone until it lets go; empty if it is not due or taken. */
  Optional<ObjectNode> claim(String place, Instant now, Duration lease) {
    return claim(place, NEVER_CHANGED, now, lease);
  }

  /**
   * The same of a trigger that may be changed; at once if it was.
   *
   * @param since when it was changed last, or {@link #NEVER_CHANGED}; kept in the position as
   *     {@link #SINCE}
   */
  Optional<ObjectNode> claim(String place, String since, Instant now, Duration lease) {
    database
        .jdbc()
        .sql(KNOW)
        .param("place", place)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
    return database
        .jdbc()
        .sql(CLAIM)
        .param("place", place)
        .param("since", since)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("lease", lease.toMillis() / 1000.0)
        .query((row, number) ->
            json.readTree(row.getString("position")) instanceof ObjectNode position
                ? position
                : JsonNodeFactory.instance.objectNode())
        .optional();
  }

  /** Does something and moves on, both or neither. */
  void move(String place, ObjectNode position, Runnable work) {
    database
        .transactions()
        .executeWithoutResult(status -> {
          work.run();
          database
              .jdbc()
              .sql(
                  "update campaign_trigger_place set position = cast(:position as jsonb) where place = :place")
              .param("position", position.toString())
              .param("place", place)
              .update();
        });
  }

  /** Lets go until it is due again. */
  void release(String place, Instant due) {
    database
        .jdbc()
        .sql(
            "update campaign_trigger_place set leased_until = null, due_at = :due where place = :place")
        .param("due", due.atOffset(ZoneOffset.UTC))
        .param("place", place)
        .update();
  }
}
