package io.storeloop.campaign.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.RunningCampaignService;
import io.storeloop.common.schema.ServiceDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneMomentIT {
  private final RunningCampaignService service = RunningCampaignService.shared();

  @Test
  void aFollowerInItsTransactionCanReadWhatRunsAndItsTransactionGoesOn() {
    String campaign =
        service.runningCampaign(
            """
            {"name": "One moment", "placements": ["one-moment"], "offers": [{"offerId": "a", "title": "A"}]}
            """);
    Campaigns campaigns = service.part(Campaigns.class);
    ServiceDatabase database = service.part(ServiceDatabase.class);

    List<String> transactions =
        database
            .transactions()
            .execute(status -> {
              String before = transaction(database);
              List<Campaign> running = campaigns.atOneMoment(campaigns::running);
              assertThat(running).extracting(one -> one.id().toString()).contains(campaign);
              return List.of(before, transaction(database));
            });

    assertThat(transactions).hasSize(2);
    assertThat(transactions.getFirst()).isEqualTo(transactions.getLast());
    service.post("/v1/campaigns/" + campaign + "/end", null);
  }

  private static String transaction(ServiceDatabase database) {
    return database.jdbc().sql("select pg_current_xact_id()::text").query(String.class).single();
  }
}
