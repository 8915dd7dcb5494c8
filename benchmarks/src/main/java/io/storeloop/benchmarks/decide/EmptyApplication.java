package io.storeloop.benchmarks.decide;

import java.util.List;
import java.util.Map;
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
 * What a decision is compared with: the same server reads the same question and answers an offer
 * that it has lying ready.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
@Import(EmptyApplication.EmptyController.class)
public class EmptyApplication {
  public static void main(String[] arguments) {
    SpringApplication.run(EmptyApplication.class, arguments);
  }

  /** A question, read and not looked at. */
  record Question(String userId, String placement) {}

  /** An offer with nothing behind it. */
  record Offer(
      String offerId,
      String campaignId,
      String kind,
      Map<String, String> content,
      List<String> reasons) {}

  /** The answer, the same for everybody. */
  record Answer(String decisionId, List<Offer> offers, List<String> reasons, String asOf) {}

  @RestController
  static class EmptyController {
    private static final String ID = "00000000-0000-0000-0000-000000000000";
    private static final List<String> REASONS =
        List.of("features.recencyDays is 42 and must be at least 30");
    private static final Answer ANSWER =
        new Answer(
            ID,
            List.of(new Offer("ten", ID, "message", Map.of("title", "Ten percent off"), REASONS)),
            REASONS,
            "2026-01-01T00:00:00Z");

    @GetMapping("/ready")
    String ready() {
      return "ready";
    }

    @PostMapping("/empty")
    Answer answer(@RequestBody Question question) {
      return ANSWER;
    }
  }
}
