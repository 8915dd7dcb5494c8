package io.storeloop.profile.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FeatureDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "features.md");

  @Test
  void theDocumentDescribesEveryFeatureAsTheCatalogueDoes() throws IOException {
    String document = Files.readString(DOCUMENT);

    for (FeatureDefinition feature : FeatureCatalogue.all()) {
      assertThat(document)
          .contains(
              "| `%s` | %s | %s | %s | %s |"
                  .formatted(
                      feature.name(),
                      feature.type().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                      feature.unit(),
                      feature.description(),
                      feature.derivation().isTimeDependent() ? "asked" : "written"));
    }
  }
}
