package io.storeloop.campaign.cost;

import io.storeloop.common.schema.ServiceDatabase;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How many messages have left. The outbox counts them with the note that they have, so that they
 * stay counted when an erasure deletes the note.
 */
@Component
public class JdbcSent {
  private final JdbcClient jdbc;

  JdbcSent(@Qualifier("campaignDatabase") ServiceDatabase database) {
    this.jdbc = database.jdbc();
  }

  /** Of a campaign, ever. */
  public long messages(UUID campaignId) {
    return jdbc.sql("select messages from campaign_sent where campaign_id = :campaign")
        .param("campaign", campaignId)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }
}
