package io.storeloop.campaign.outcome;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.campaign.cap.JdbcCaps;
import io.storeloop.campaign.cap.JdbcClaimants;
import io.storeloop.campaign.coupon.JdbcCoupons;
import io.storeloop.campaign.statistic.JdbcLooks;
import io.storeloop.campaign.statistic.JdbcParticipants;
import io.storeloop.common.ids.IdentityRule;
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

/** Follows the event log and the ledger for who takes part and what came back of decisions. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutcomeProperties.class)
class OutcomeConfiguration {
  @Bean
  JdbcDeeds campaignDeeds(
      @Qualifier("campaignDatabase") ServiceDatabase database,
      OutcomeProperties properties,
      JsonMapper json) {
    return new JdbcDeeds(database, json, properties.lookBack());
  }

  @Bean
  JdbcOutcomes campaignOutcomes(
      @Qualifier("campaignDatabase") ServiceDatabase database,
      JdbcDeeds deeds,
      JdbcParticipants participants,
      JdbcLooks looks) {
    return new JdbcOutcomes(database, deeds, participants, looks);
  }

  @Bean
  OutcomeEffects campaignOutcomeEffects(
      @Qualifier("campaignDatabase") ServiceDatabase database,
      JdbcOutcomes outcomes,
      IdentityRule rule,
      JdbcClaimants claimants,
      JdbcCaps caps,
      JdbcCoupons coupons) {
    return new OutcomeEffects(
        outcomes, new JdbcDevices(database, rule), new UsedUp(claimants, caps, coupons));
  }

  @Bean
  EventFollower campaignOutcomeFollower(
      @Qualifier("campaignDatabase") ServiceDatabase database,
      OutcomeEffects effects,
      FollowerProperties properties,
      JsonMapper json,
      Clock clock,
      MeterRegistry meters) {
    return new EventFollower(
        database,
        ServiceRole.CAMPAIGN,
        OutcomeEffects.CONSUMER,
        effects,
        properties,
        json,
        clock,
        meters);
  }

  @Bean
  LedgerFollower campaignLedgerFollower(
      @Qualifier("campaignDatabase") ServiceDatabase database,
      JdbcOutcomes outcomes,
      JdbcDeeds deeds,
      JdbcParticipants participants,
      FollowerProperties properties) {
    DecisionCount count = new DecisionCount(database, outcomes, deeds, participants);
    return new LedgerFollower(
        new JdbcLedger(database, count), new JdbcUndone(database, outcomes), properties);
  }
}
