package io.storeloop.campaign.lifecycle;

import io.storeloop.common.schema.ServiceDatabase;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Remembers every change of a campaign, in the transaction that makes it. */
@Component
class CampaignAudit {
  private final ServiceDatabase database;
  private final JsonMapper json;
  private final Clock clock;

  CampaignAudit(
      @Qualifier("campaignDatabase") ServiceDatabase database, JsonMapper json, Clock clock) {
    this.database = database;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Writes one row; {@code before} is absent for what is new, {@code after} for what is gone.
   *
   * @param revision at which the change is in force
   */
  void record(String action, @Nullable Campaign before, @Nullable Campaign after, long revision) {
    Campaign subject = after == null ? before : after;
    if (subject == null) {
      throw new IllegalArgumentException("a change needs a campaign before or after it");
    }
    database
        .jdbc()
        .sql(
            """
            insert into campaign_audit (at, campaign_id, action, version, before, after, revision)
            values (:at, :campaign, :action, :version, cast(:before as jsonb), cast(:after as jsonb), :revision)
            """)
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .param("campaign", subject.id())
        .param("action", action)
        .param("version", subject.version())
        .param("before", text(before))
        .param("after", text(after))
        .param("revision", revision)
        .update();
  }

  private @Nullable String text(@Nullable Campaign campaign) {
    return campaign == null
        ? null
        : json.writeValueAsString(CampaignAnswer.of(campaign, clock.instant()));
  }
}
