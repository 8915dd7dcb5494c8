package io.storeloop.campaign.trigger;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.campaign.decision.RunningCampaigns;
import io.storeloop.campaign.delivery.DeliveryProperties;
import io.storeloop.campaign.delivery.outbox.JdbcOutbox;
import io.storeloop.common.schema.EventFollower;
import io.storeloop.common.schema.FollowerProperties;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Follows the event log for what makes an occasion. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TriggerProperties.class)
class TriggerConfiguration {
  @Bean
  EventFollower campaignTriggerFollower(
      @Qualifier("campaignDatabase") ServiceDatabase database,
      FollowerProperties properties,
      JsonMapper json,
      Clock clock,
      MeterRegistry meters,
      RunningCampaigns campaigns,
      JdbcOutbox outbox,
      JdbcShopperActs acts,
      DeliveryProperties delivery,
      TriggerProperties trigger) {
    return new EventFollower(
        database,
        ServiceRole.CAMPAIGN,
        TriggerEffects.CONSUMER,
        new TriggerEffects(campaigns, outbox, acts, delivery, trigger, clock),
        properties,
        json,
        clock,
        meters);
  }
}
