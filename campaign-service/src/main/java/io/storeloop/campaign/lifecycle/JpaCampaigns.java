package io.storeloop.campaign.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** The rows of campaigns, in the order of their ids, which is that of their creation. */
interface JpaCampaigns extends Repository<CampaignEntity, UUID> {
  Optional<CampaignEntity> findById(UUID id);

  List<CampaignEntity> findByIdGreaterThanOrderById(UUID after, Limit limit);

  List<CampaignEntity> findByStateAndIdGreaterThanOrderById(String state, UUID after, Limit limit);

  List<CampaignEntity> findByState(String state);

  CampaignEntity saveAndFlush(CampaignEntity entity);

  void delete(CampaignEntity entity);
}
