package io.storeloop.recommendation.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.storeloop.recommendation.recommend.RecommendationAnswers.EvidenceResponse;
import io.storeloop.recommendation.recommend.RecommendationAnswers.ItemResponse;
import io.storeloop.recommendation.recommend.RecommendationAnswers.RecommendationResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class HttpRecommendationConverterTest {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              included -> included.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private final HttpRecommendationConverter converter = new HttpRecommendationConverter(JSON);
  private final Random random = new Random(5);

  @Test
  void writesWhatTheMapperWouldWrite() {
    for (int number = 0; number < 500; number++) {
      RecommendationResponse response = response();

      String written = converter.bytes(response).toString(StandardCharsets.UTF_8);

      assertThat(written).isEqualTo(JSON.writeValueAsString(response));
    }
  }

  @Test
  void writesMomentsAsTheyWriteThemselves() {
    for (int number = 0; number < 5_000; number++) {
      Instant time = time();

      assertThat(TimeText.of(time)).isEqualTo(time.toString());
    }
  }

  private RecommendationResponse response() {
    List<ItemResponse> items = new ArrayList<>();
    for (int position = 0; position < random.nextInt(6); position++) {
      items.add(
          new ItemResponse(
              text(),
              orNull(text()),
              random.nextGaussian() * Math.pow(10, random.nextInt(-20, 20)),
              position,
              "personal",
              text(),
              evidence(),
              orNull(random.nextDouble()),
              orNull(text())));
    }
    return new RecommendationResponse(
        new UUID(random.nextLong(), random.nextLong()),
        orNull(text()),
        items,
        orNull("popular"),
        orNull(List.of(text(), text())),
        orNull(time()));
  }

  private List<EvidenceResponse> evidence() {
    List<EvidenceResponse> evidence = new ArrayList<>();
    for (int number = random.nextInt(4); number > 0; number--) {
      evidence.add(
          new EvidenceResponse(
              text(), orNull(text()), "view", orNull(time()), random.nextDouble()));
    }
    return evidence;
  }

  private <T> @Nullable T orNull(T value) {
    return random.nextInt(3) == 0 ? null : value;
  }

  private String text() {
    return switch (random.nextInt(4)) {
      case 0 -> "\"quoted\" \\ </tag>\n\u0001";
      case 1 -> "Größe 42 – 靴 👟";
      case 2 -> "";
      default -> "item-" + random.nextInt(1000);
    };
  }

  private Instant time() {
    return switch (random.nextInt(4)) {
      case 0 -> Instant.ofEpochSecond(random.nextLong(-70_000_000_000L, 300_000_000_000L));
      case 1 ->
          Instant.ofEpochSecond(random.nextLong(2_000_000_000L), random.nextInt(1_000_000_000));
      default -> Instant.ofEpochMilli(random.nextLong(2_000_000_000_000L));
    };
  }
}
