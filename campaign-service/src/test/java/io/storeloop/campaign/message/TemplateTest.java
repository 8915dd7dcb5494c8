package io.storeloop.campaign.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TemplateTest {
  private static Function<String, Optional<String>> values(Map<String, String> values) {
    return path -> Optional.ofNullable(values.get(path));
  }

  @Test
  void valuesStandInTheirPlacesAndFallbacksWhereThereIsNone() {
    Template template = Template.of("Hello {{ traits.firstName | there }}, {{userId}}!");

    assertThat(template.text(values(Map.of("traits.firstName", "Anna", "userId", "anna"))))
        .isEqualTo("Hello Anna, anna!");
    assertThat(template.text(values(Map.of()))).isEqualTo("Hello there, !");
    assertThat(template.paths()).containsExactly("traits.firstName", "userId");
  }

  @Test
  void inHtmlAValueIsTextAndNeverMarkUp() {
    Template template = Template.of("<a title=\"{{traits.name}}\">{{traits.name}}</a>");

    assertThat(template.html(values(Map.of("traits.name", "\"><script>alert('x')</script>&"))))
        .isEqualTo(
            "<a title=\"&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;\">"
                + "&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</a>");
  }

  @Test
  void inALineAValueBringsNoLineOfItsOwn() {
    Template template = Template.of("For {{traits.name}}");

    assertThat(template.line(values(Map.of("traits.name", "Anna\r\nBcc: ben@shop.example"))))
        .isEqualTo("For Anna  Bcc: ben@shop.example");
  }

  @Test
  void aValueThatLooksLikeAPlaceIsNotRead() {
    Template template = Template.of("{{traits.name}}");

    assertThat(template.text(values(Map.of("traits.name", "{{userId}}", "userId", "anna"))))
        .isEqualTo("{{userId}}");
  }

  @Test
  void whatIsNotClosedOrNamesNothingIsRefused() {
    assertThatThrownBy(() -> Template.of("Hello {{userId"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Template.of("Hello {{ | there}}"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
