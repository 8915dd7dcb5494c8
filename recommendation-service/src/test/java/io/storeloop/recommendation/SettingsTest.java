package io.storeloop.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.storeloop.recommendation.content.ContentProperties;
import io.storeloop.recommendation.gate.GateProperties;
import io.storeloop.recommendation.interaction.InteractionProperties;
import io.storeloop.recommendation.ledger.LedgerProperties;
import io.storeloop.recommendation.merchandising.MerchandisingProperties;
import io.storeloop.recommendation.model.CountsProperties;
import io.storeloop.recommendation.model.MixProperties;
import io.storeloop.recommendation.model.RegistryProperties;
import io.storeloop.recommendation.model.SearchProperties;
import io.storeloop.recommendation.model.SessionProperties;
import io.storeloop.recommendation.model.TrainingProperties;
import io.storeloop.recommendation.popularity.PopularityProperties;
import io.storeloop.recommendation.recommend.RecommendProperties;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

class SettingsTest {
  private static final String PREFIX = "storeloop.recommendation.";

  @Test
  void theFileHoldsTheDefaults() throws IOException {
    List<PropertySource<?>> file =
        new YamlPropertySourceLoader()
            .load("file", new ClassPathResource("recommendation-service.yml"));
    Binder binder = new Binder(ConfigurationPropertySources.from(file));

    assertThat(binder.bind(PREFIX + "interaction", InteractionProperties.class).get())
        .isEqualTo(InteractionProperties.defaults());
    assertThat(binder.bind(PREFIX + "training", TrainingProperties.class).get())
        .isEqualTo(TrainingProperties.defaults());
    assertThat(binder.bind(PREFIX + "counts", CountsProperties.class).get())
        .isEqualTo(CountsProperties.defaults());
    assertThat(binder.bind(PREFIX + "session", SessionProperties.class).get())
        .isEqualTo(SessionProperties.defaults());
    assertThat(binder.bind(PREFIX + "content", ContentProperties.class).get())
        .isEqualTo(ContentProperties.defaults());
    assertThat(binder.bind(PREFIX + "search", SearchProperties.class).get())
        .isEqualTo(SearchProperties.defaults());
    assertThat(binder.bind(PREFIX + "mix", MixProperties.class).get())
        .isEqualTo(MixProperties.defaults());
    assertThat(binder.bind(PREFIX + "gate", GateProperties.class).get())
        .isEqualTo(GateProperties.defaults());
    assertThat(binder.bind(PREFIX + "registry", RegistryProperties.class).get())
        .isEqualTo(RegistryProperties.defaults());
    assertThat(binder.bind(PREFIX + "recommend", RecommendProperties.class).get())
        .isEqualTo(RecommendProperties.defaults());
    assertThat(binder.bind(PREFIX + "ledger", LedgerProperties.class).get())
        .isEqualTo(LedgerProperties.defaults());
    assertThat(binder.bind(PREFIX + "merchandising", MerchandisingProperties.class).get())
        .isEqualTo(MerchandisingProperties.defaults());
    assertThat(binder.bind(PREFIX + "popularity", PopularityProperties.class).get())
        .isEqualTo(new PopularityProperties(Duration.ofDays(14)));
  }

  @Test
  void withoutAFileTheDefaultsAreTheSame() {
    Binder binder = binder(Map.of());

    assertThat(binder.bindOrCreate(PREFIX + "interaction", InteractionProperties.class))
        .isEqualTo(InteractionProperties.defaults());
    assertThat(binder.bindOrCreate(PREFIX + "training", TrainingProperties.class))
        .isEqualTo(TrainingProperties.defaults());
    assertThat(binder.bindOrCreate(PREFIX + "recommend", RecommendProperties.class))
        .isEqualTo(RecommendProperties.defaults());
    assertThat(binder.bindOrCreate(PREFIX + "ledger", LedgerProperties.class))
        .isEqualTo(LedgerProperties.defaults());
    assertThat(binder.bindOrCreate(PREFIX + "merchandising", MerchandisingProperties.class))
        .isEqualTo(MerchandisingProperties.defaults());
    assertThat(binder.bindOrCreate(PREFIX + "gate", GateProperties.class))
        .isEqualTo(GateProperties.defaults());
    assertThat(binder.bindOrCreate(PREFIX + "registry", RegistryProperties.class))
        .isEqualTo(RegistryProperties.defaults());
  }

  @Test
  void aHalfLifeThatForgetsEverythingIsRefused() {
    Binder binder =
        binder(Map.of(PREFIX + "interaction.half-life", "1s", PREFIX + "training.half-life", "1s"));

    assertThatThrownBy(() -> binder.bind(PREFIX + "interaction", InteractionProperties.class))
        .isInstanceOf(BindException.class)
        .hasRootCauseMessage("halfLife must be PT1M or more, but was PT1S");
    assertThatThrownBy(() -> binder.bind(PREFIX + "training", TrainingProperties.class))
        .isInstanceOf(BindException.class)
        .hasRootCauseMessage("halfLife must be PT1M or more, but was PT1S");
  }

  private static Binder binder(Map<String, Object> settings) {
    return new Binder(
        ConfigurationPropertySources.from(new MapPropertySource("settings", settings)));
  }
}
