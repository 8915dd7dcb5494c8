package io.storeloop.campaign.lifecycle;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The rows of campaigns, in the order of their ids, which is that of their creation. */
interface JpaCampaigns extends Repository<CampaignEntity, UUID> {
  Optional<CampaignEntity> findById(UUID id);

  List<CampaignEntity> findByIdGreaterThanOrderById(UUID after, Limit limit);

  /** Those that stand in a state at that moment, as {@link Campaign#stateAt} reads it. */
  @Query(
      """
      select c from CampaignEntity c
      where c.id > :after
        and case when c.state = 'draft' then 'draft'
                 when c.state = 'ended' or c.endsAt <= :now then 'ended'
                 when c.state = 'running' and c.startsAt > :now then 'scheduled'
                 else c.state end = :state
      order by c.id
      """)
  List<CampaignEntity> inState(String state, Instant now, UUID after, Limit limit);

  List<CampaignEntity> findByState(String state);

  CampaignEntity saveAndFlush(CampaignEntity entity);

  void delete(CampaignEntity entity);
}
