package io.storeloop.campaign.outcome;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.schema.EventFollower;
import io.storeloop.common.schema.FollowerProperties;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Follows the event log for what came back of decisions. */
@Configuration(proxyBeanMethods = false)
class OutcomeConfiguration {
  @Bean
  EventFollower campaignOutcomeFollower(
      @Qualifier("campaignDatabase") ServiceDatabase database,
      FollowerProperties properties,
      JsonMapper json,
      Clock clock,
      MeterRegistry meters) {
    return new EventFollower(
        database,
        ServiceRole.CAMPAIGN,
        OutcomeEffects.CONSUMER,
        new OutcomeEffects(new JdbcOutcomes(database)),
        properties,
        json,
        clock,
        meters);
  }
}
