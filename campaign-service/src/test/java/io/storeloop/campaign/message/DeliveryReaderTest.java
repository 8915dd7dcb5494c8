package io.storeloop.campaign.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.storeloop.campaign.validation.Mistakes;
import io.storeloop.common.edge.FieldProblem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class DeliveryReaderTest {
  private static final String MESSAGE = "'message': {'subject': 'Hello', 'text': 'World'}";

  private final Mistakes mistakes = new Mistakes();

  private DeliveryPlan read(String json) {
    return DeliveryReader.read(
            JsonMapper.shared().readTree(json.replace('\'', '"')), "/delivery", mistakes)
        .orElse(null);
  }

  @Test
  void aPlanIsReadWithItsDefaults() {
    DeliveryPlan plan =
        read("{'channel': 'email', 'trigger': {'type': 'cart_abandoned'}, " + MESSAGE + "}");

    assertThat(mistakes.found()).isEmpty();
    assertThat(plan.trigger()).isEqualTo(new Trigger.CartAbandoned(Duration.ofHours(1)));
    assertThat(plan.steps()).hasSize(1);
    assertThat(plan.steps().getFirst().after()).isZero();
    assertThat(plan.cancelOnPurchase()).isTrue();
    assertThat(plan).isEqualTo(DeliveryReader.stored(plan.json()));
  }

  @Test
  void aThankYouForAPurchaseIsNotCancelledByPurchases() {
    DeliveryPlan plan =
        read(
            "{'channel': 'email', 'trigger': {'type': 'event', 'event': 'purchase', 'where': {'price': {'$gte': 50}}}, "
                + MESSAGE
                + "}");

    assertThat(mistakes.found()).isEmpty();
    assertThat(plan.cancelOnPurchase()).isFalse();
  }

  @Test
  void theIdOfAWebhookIsKeptInFull() {
    DeliveryPlan plan =
        read(
            "{'channel': 'webhook', 'webhookId': '198C8A0-7F5E-7D3C-9A51-2F6B8C0D4E1A', 'trigger': {'type': 'cart_abandoned'}, "
                + MESSAGE
                + "}");

    assertThat(plan.json().path("webhookId").asString())
        .isEqualTo("0198c8a0-7f5e-7d3c-9a51-2f6b8c0d4e1a");
    assertThat(DeliveryReader.stored(plan.json())).isEqualTo(plan);
  }

  @Test
  void nothingIsSentOnSiteSoNothingElseIsWelcomeThere() {
    assertThat(read("{'channel': 'on_site'}").channel().sends()).isFalse();

    read("{'channel': 'audience', 'trigger': {'type': 'cart_abandoned'}}");

    assertThat(mistakes.found())
        .extracting(FieldProblem::pointer)
        .containsExactly("/delivery/trigger");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          {'channel': 'pigeon'};                                                                  /delivery/channel;            invalid_value
          {'channel': 'email', 'trigger': {'type': 'x'}, MESSAGE};                                /delivery/trigger/type;       invalid_value
          {'channel': 'email', MESSAGE};                                                          /delivery/trigger;            missing_value
          {'channel': 'email', 'trigger': {'type': 'cart_abandoned', 'after': '1h'}, MESSAGE};    /delivery/trigger/after;      invalid_value
          {'channel': 'email', 'trigger': {'type': 'event', 'event': 'viewed'}, MESSAGE};         /delivery/trigger/event;      unknown_event_type
          {'channel': 'email', 'trigger': {'type': 'event', 'event': 'view', 'where': {'x': 1}}, MESSAGE}; /delivery/trigger/where/x; unknown_field
          {'channel': 'email', 'trigger': {'type': 'segment_entered'}, MESSAGE};                  /delivery/trigger/segment;    missing_value
          {'channel': 'email', 'trigger': {'type': 'price_drop', 'by': 2}, MESSAGE};              /delivery/trigger/by;         number_out_of_range
          {'channel': 'email', 'trigger': {'type': 'churn_predicted', 'threshold': 0}, MESSAGE};  /delivery/trigger/threshold;  number_out_of_range
          {'channel': 'email', 'trigger': {'type': 'scheduled', 'at': '2026-12-01T09:00', 'timeZone': 'Mars'}, MESSAGE}; /delivery/trigger/timeZone; unknown_time_zone
          {'channel': 'email', 'trigger': {'type': 'scheduled', 'at': '2026-12-01T09:00Z', 'timeZone': 'UTC'}, MESSAGE}; /delivery/trigger/at; invalid_value
          {'channel': 'webhook', 'trigger': {'type': 'cart_abandoned'}, MESSAGE};                 /delivery/webhookId;          missing_value
          {'channel': 'email', 'trigger': {'type': 'cart_abandoned'}, 'message': {'subject': 'x'}}; /delivery/message/text;     missing_value
          {'channel': 'email', 'trigger': {'type': 'cart_abandoned'}, 'message': {'subject': '{{x', 'text': 'y'}}; /delivery/message/subject; invalid_template
          {'channel': 'email', 'trigger': {'type': 'cart_abandoned'}, 'message': {'subject': '{{T(java.lang.Runtime)}}', 'text': 'y'}}; /delivery/message/subject; unknown_path
          {'channel': 'email', 'trigger': {'type': 'cart_abandoned'}, MESSAGE, 'steps': [{'after': 'PT2H'}, {'after': 'PT1H'}]}; /delivery/steps/1/after; invalid_value
          {'channel': 'email', 'trigger': {'type': 'cart_abandoned'}, MESSAGE, 'quietHours': {'from': '8', 'to': '21:00', 'timeZone': 'UTC'}}; /delivery/quietHours/from; invalid_value
          {'channel': 'email', 'trigger': {'type': 'cart_abandoned'}, MESSAGE, 'quietHours': {'from': '08:00', 'to': '08:00', 'timeZone': 'UTC'}}; /delivery/quietHours/to; period_empty
          {'channel': 'email', 'trigger': {'type': 'cart_abandoned'}, MESSAGE, 'colour': 1};      /delivery/colour;             unknown_field
          """)
  void everyMistakeIsNamedWhereItIs(String json, String pointer, String code) {
    DeliveryPlan plan = read(json.replace("MESSAGE", MESSAGE));

    assertThat(plan).isNull();
    assertThat(mistakes.found())
        .anySatisfy(problem -> {
          assertThat(problem.pointer()).isEqualTo(pointer);
          assertThat(problem.code()).isEqualTo(code);
        });
  }
}
