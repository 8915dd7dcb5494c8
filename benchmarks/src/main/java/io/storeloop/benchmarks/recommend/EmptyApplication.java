package io.storeloop.benchmarks.recommend;

import java.util.List;
import java.util.stream.IntStream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a recommendation is compared with: the same server reads a body and answers ten records that
 * it has lying ready.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
@Import(EmptyApplication.EmptyController.class)
public class EmptyApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(EmptyApplication.class, arguments);
  }

  /** An item without anything behind it. */
  record Item(String itemId, double score, int position, String reason) {}

  /** The answer, the same for everybody. */
  record Answer(String recommendationId, List<Item> items) {}

  @RestController
  static class EmptyController {
    private static final Answer ANSWER =
        new Answer(
            "00000000-0000-0000-0000-000000000000",
            IntStream.range(0, 10)
                .mapToObj(place ->
                    new Item("item-" + place, 1.0 / (place + 1), place, "popular right now"))
                .toList());

    @GetMapping("/ready")
    String ready() {
      return "ready";
    }

    @PostMapping("/empty")
    Answer answer(@RequestBody String body) {
      return ANSWER;
    }
  }
}
