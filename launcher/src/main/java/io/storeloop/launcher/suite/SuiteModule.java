package io.storeloop.launcher.suite;

import io.storeloop.campaign.CampaignModule;
import io.storeloop.ingestion.IngestionModule;
import io.storeloop.launcher.pages.PagesConfiguration;
import io.storeloop.profile.ProfileModule;
import io.storeloop.recommendation.RecommendationModule;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** All four services and the dashboard's pages in one context. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  IngestionModule.class,
  ProfileModule.class,
  RecommendationModule.class,
  CampaignModule.class,
  PagesConfiguration.class
})
class SuiteModule {}
