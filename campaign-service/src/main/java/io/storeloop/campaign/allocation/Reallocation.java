package io.storeloop.campaign.allocation;

import io.storeloop.algorithms.inference.Proportion;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.lifecycle.Campaigns;
import io.storeloop.campaign.lifecycle.Experiment.Allocation;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.statistic.Cell;
import io.storeloop.campaign.statistic.Columns;
import io.storeloop.campaign.statistic.JdbcParticipants;
import io.storeloop.campaign.statistic.Sums;
import io.storeloop.common.schema.ServiceDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Gives the offers of adaptive campaigns new weights. That is a change of the campaign like any
 * other: with its audit row, in force for the next decision of every process, and known to whoever
 * takes an older decision again.
 */
@Component
class Reallocation {
  /** One process per batch: the row lock lets the first through. */
  private static final String CLAIM =
      """
      insert into campaign_allocation (campaign_id, made_at)
      values (:campaign, now())
      on conflict (campaign_id) do update set made_at = excluded.made_at
      where campaign_allocation.made_at <= now() - make_interval(secs => :seconds)
      """;

  private final ServiceDatabase database;
  private final Campaigns campaigns;
  private final JdbcParticipants participants;

  Reallocation(
      @Qualifier("campaignDatabase") ServiceDatabase database,
      Campaigns campaigns,
      JdbcParticipants participants) {
    this.database = database;
    this.campaigns = campaigns;
    this.participants = participants;
  }

  /** Makes the weights of all running campaigns whose batch is over. */
  void makeDue(Duration batch) {
    for (Campaign campaign : campaigns.running()) {
      if (campaign.plan().experiment().allocation() instanceof Allocation.Thompson thompson
          && campaign.plan().offers().size() > 1
          && claim(campaign.id(), batch)) {
        make(campaign, thompson);
      }
    }
  }

  private boolean claim(UUID campaign, Duration batch) {
    return database
            .jdbc()
            .sql(CLAIM)
            .param("campaign", campaign)
            .param("seconds", batch.toMillis() / 1000.0)
            .update()
        > 0;
  }

  private void make(Campaign campaign, Allocation.Thompson thompson) {
    Map<Cell, Sums> sums = participants.sums(campaign.id());
    List<Optional<Proportion>> shown = new ArrayList<>();
    for (Offer offer : campaign.plan().offers()) {
      Sums counts = sums.get(new Cell(campaign.id(), Cell.EVERYBODY, offer.offerId(), Columns.SHOPPER));
      Sums goal = sums.get(new Cell(campaign.id(), Cell.EVERYBODY, offer.offerId(), Columns.GOAL));
      shown.add(
          counts == null || goal == null
              ? Optional.empty()
              : Optional.of(
                  new Proportion(
                      goal.sum(Columns.CONVERTED).longValueExact(),
                      counts.sum(Columns.SHOPPERS).longValueExact())));
    }
    campaigns.reweigh(
        campaign.id(), campaign.version(), OfferWeights.of(shown, thompson.floor()));
  }
}
