package io.storeloop.profile.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.common.conditions.ProfileVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FeatureDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "features.md");

  @Test
  void conditionsKnowEveryFeature() {
    for (FeatureDefinition feature : FeatureCatalogue.all()) {
      String path =
          "features."
              + feature.name()
              + switch (feature.type()) {
                case NUMBER, STRING -> "";
                case SHARES -> ".3";
                case SHARES_BY_GROUP -> ".category.shoes";
              };

      assertThat(ProfileVocabulary.PROFILE.type(path)).as(path).isPresent();
    }
  }

  @Test
  void theDocumentDescribesEveryFeatureAsTheCatalogueDoes() throws IOException {
    String document = Files.readString(DOCUMENT);

    for (FeatureDefinition feature : FeatureCatalogue.all()) {
      assertThat(document)
          .contains(
              "| `%s` | %s | %s | %s | %s | %s | %s |"
                  .formatted(
                      feature.name(),
                      feature.type().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                      feature.unit(),
                      feature.window(),
                      feature.from(),
                      feature.description(),
                      feature.derivation().isTimeDependent() ? "asked" : "written"));
    }
  }
}
