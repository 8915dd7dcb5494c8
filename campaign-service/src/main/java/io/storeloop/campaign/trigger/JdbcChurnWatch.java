package io.storeloop.campaign.trigger;

import io.storeloop.campaign.audience.Shopper;
import io.storeloop.common.schema.ServiceDatabase;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Who was above a campaign's threshold when it was looked last. */
@Component
class JdbcChurnWatch {
  private static final String SEEN =
      """
      insert into campaign_churn_watch (campaign_id, shopper, user_id, anonymous_id, round)
      values (:campaign, :shopper, :userId, :anonymousId, :round)
      on conflict (campaign_id, shopper) do update set round = excluded.round
      returning (xmax = 0) as new
      """;

  private final ServiceDatabase database;

  JdbcChurnWatch(@Qualifier("campaignDatabase") ServiceDatabase database) {
    this.database = database;
  }

  /** Notes somebody; true if they were not above in the round before. */
  boolean seen(UUID campaign, Shopper shopper, long round) {
    return database
        .jdbc()
        .sql(SEEN)
        .param("campaign", campaign)
        .param("shopper", (shopper.userId() == null ? "a:" : "u:") + shopper.key())
        .param("userId", shopper.userId())
        .param("anonymousId", shopper.anonymousId())
        .param("round", round)
        .query(Boolean.class)
        .single();
  }

  /** Lets go of those who were not seen in this round: they may come in anew. */
  void forgetBefore(UUID campaign, long round) {
    database
        .jdbc()
        .sql("delete from campaign_churn_watch where campaign_id = :campaign and round < :round")
        .param("campaign", campaign)
        .param("round", round)
        .update();
  }
}
