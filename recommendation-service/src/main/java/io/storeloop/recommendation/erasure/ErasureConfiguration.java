package io.storeloop.recommendation.erasure;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.schema.ErasureFollower;
import io.storeloop.common.schema.ErasureProperties;
import io.storeloop.common.schema.ServiceDatabase;
import io.storeloop.common.schema.ServiceRole;
import io.storeloop.recommendation.interaction.Histories;
import io.storeloop.recommendation.interaction.LogFollowerJob;
import io.storeloop.recommendation.ledger.Ledger;
import io.storeloop.recommendation.model.Retraining;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {
  @Bean
  ErasureFollower recommendationErasureFollower(
      @Qualifier("recommendationDatabase") ServiceDatabase database,
      LogFollowerJob follower,
      Histories histories,
      Retraining retraining,
      Ledger ledger,
      ErasureProperties properties,
      JsonMapper json,
      Clock clock,
      MeterRegistry meters) {
    return new ErasureFollower(
        database,
        ServiceRole.RECOMMENDATION,
        new MemoryForgetting(follower, histories, retraining, ledger),
        List.of("recommendation"),
        properties,
        json,
        clock,
        meters);
  }
}
