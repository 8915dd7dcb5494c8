package io.storeloop.campaign.erasure;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.campaign.statistic.JdbcParticipants;
import io.storeloop.common.schema.ErasureFollower;
import io.storeloop.common.schema.ErasureProperties;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {
  @Bean
  ErasureFollower campaignErasureFollower(
      @Qualifier("campaignDatabase") ServiceDatabase database,
      JdbcParticipants participants,
      ErasureProperties properties,
      JsonMapper json,
      Clock clock,
      MeterRegistry meters) {
    return new ErasureFollower(
        database,
        ServiceRole.CAMPAIGN,
        new JdbcForgetting(database, participants),
        JdbcForgetting.TABLES,
        properties,
        json,
        clock,
        meters);
  }
}
