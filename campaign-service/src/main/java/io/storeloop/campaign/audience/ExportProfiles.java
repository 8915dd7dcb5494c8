package io.storeloop.campaign.audience;

import io.micrometer.core.instrument.MeterRegistry;
import io.storeloop.common.edge.ApiKeyProperties;
import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Profiles for files, which no page waits for: with questions and connections of its own, so that
 * an export takes none of those by which decisions are made.
 */
@Component
@EnableConfigurationProperties(ExportProperties.class)
public class ExportProfiles implements DisposableBean {
  private final HttpProfiles profiles;
  private final Duration deadline;

  ExportProfiles(
      AudienceProperties audience,
      ExportProperties export,
      ApiKeyProperties keys,
      JsonMapper json,
      MeterRegistry meters) {
    this.deadline = export.profileDeadline();
    this.profiles =
        new HttpProfiles(
            new AudienceProperties(
                audience.profileUrl(),
                audience.profileConnectTimeout(),
                deadline,
                export.profileConcurrency(),
                audience.profileGroup()),
            keys,
            json,
            meters);
  }

  /** As {@link HttpProfiles#ask(Shopper, boolean)}, within the deadline of exports. */
  public ProfileAnswer ask(Shopper shopper, boolean predicted) {
    return profiles.ask(shopper, predicted, deadline);
  }

  @Override
  public void destroy() {
    profiles.destroy();
  }
}
