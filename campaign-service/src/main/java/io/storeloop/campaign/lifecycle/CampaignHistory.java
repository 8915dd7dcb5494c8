package io.storeloop.campaign.lifecycle;

import io.storeloop.common.schema.ServiceDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Campaigns as they once were, read from the audit. */
@Component
public class CampaignHistory {
  private static final String AT_VERSION =
      """
      select campaign_id, version, after from campaign_audit
      where campaign_id = :campaign and version = :version and after is not null
      order by id desc limit 1
      """;

  /** The last word on each campaign up to a revision. */
  private static final String RUNNING_AT =
      """
      select campaign_id, version, after
      from (select distinct on (campaign_id) campaign_id, version, after from campaign_audit
            where campaign_id is not null and revision <= :revision
            order by campaign_id, revision desc, id desc) as newest
      where after ->> 'state' in ('running', 'scheduled')
      """;

  private final ServiceDatabase database;
  private final JsonMapper json;

  CampaignHistory(@Qualifier("campaignDatabase") ServiceDatabase database, JsonMapper json) {
    this.database = database;
    // an answer says more than a request may
    this.json = json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  }

  /** The campaign as it was at that version; empty if nobody knows. */
  public Optional<Campaign> at(UUID id, long version) {
    return database
        .jdbc()
        .sql(AT_VERSION)
        .param("campaign", id)
        .param("version", version)
        .query((row, number) -> campaign(row))
        .optional();
  }

  /** The campaigns in state running at that revision, in no order. */
  public List<Campaign> runningAt(long revision) {
    return database
        .jdbc()
        .sql(RUNNING_AT)
        .param("revision", revision)
        .query((row, number) -> campaign(row))
        .list();
  }

  private Campaign campaign(ResultSet row) throws SQLException {
    JsonNode written = json.readTree(row.getString("after"));
    return new Campaign(
        row.getObject("campaign_id", UUID.class),
        row.getLong("version"),
        state(written.path("state").asString()),
        // what was written has been checked
        CampaignReader.read(json.treeToValue(written, CampaignRequest.class)),
        written.path("salt").asString(),
        Instant.parse(written.path("createdAt").asString()),
        instant(written.path("startedAt").asString(null)));
  }

  /** The audit says what the clock made of it: scheduled is running before its time. */
  private static CampaignState state(String wireName) {
    CampaignState state = CampaignState.valueOf(wireName.toUpperCase(Locale.ROOT));
    return state == CampaignState.SCHEDULED ? CampaignState.RUNNING : state;
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }
}
