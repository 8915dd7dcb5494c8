package io.storeloop.campaign.decision;

import io.storeloop.campaign.cap.Claimant;
import io.storeloop.common.schema.ServiceDatabase;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Whom a campaign has held out before. */
@Component
class JdbcHeldOut {
  private static final String BEFORE =
      """
      select exists (select from decision
                     where campaign_id = :campaign and held_out and user_id = cast(:userId as text))
          or exists (select from decision
                     where campaign_id = :campaign and held_out and user_id is null and anonymous_id = any (:browsers))
      """;

  private final ServiceDatabase database;

  JdbcHeldOut(@Qualifier("campaignDatabase") ServiceDatabase database) {
    this.database = database;
  }

  /** Whether one of the campaign's decisions has held the shopper out. */
  boolean before(UUID campaignId, Claimant claimant) {
    return database
        .jdbc()
        .sql(BEFORE)
        .param("campaign", campaignId)
        .param("userId", claimant.userId())
        .param("browsers", claimant.anonymousIds().toArray(String[]::new))
        .query(Boolean.class)
        .single();
  }
}
