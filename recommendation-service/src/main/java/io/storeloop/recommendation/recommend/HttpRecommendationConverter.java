package io.storeloop.recommendation.recommend;

import io.storeloop.recommendation.recommend.RecommendationAnswers.EvidenceResponse;
import io.storeloop.recommendation.recommend.RecommendationAnswers.ItemResponse;
import io.storeloop.recommendation.recommend.RecommendationAnswers.RecommendationResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes recommendations as the mapper would, name by name, and with their length in the head: the
 * answer that is given most goes over the wire in one piece. A test holds the two together.
 */
final class HttpRecommendationConverter
    extends AbstractHttpMessageConverter<RecommendationResponse> {
  private static final int USUAL_BYTES = 4_096;

  private static final SerializedString RECOMMENDATION_ID =
      new SerializedString("recommendationId");
  private static final SerializedString MODEL_VERSION = new SerializedString("modelVersion");
  private static final SerializedString ITEMS = new SerializedString("items");
  private static final SerializedString FALLBACK = new SerializedString("fallback");
  private static final SerializedString OMITTED = new SerializedString("omitted");
  private static final SerializedString AS_OF = new SerializedString("asOf");
  private static final SerializedString ITEM_ID = new SerializedString("itemId");
  private static final SerializedString NAME = new SerializedString("name");
  private static final SerializedString SCORE = new SerializedString("score");
  private static final SerializedString POSITION = new SerializedString("position");
  private static final SerializedString SOURCE = new SerializedString("source");
  private static final SerializedString REASON = new SerializedString("reason");
  private static final SerializedString EVIDENCE = new SerializedString("evidence");
  private static final SerializedString OTHER_SHARE = new SerializedString("otherShare");
  private static final SerializedString PLACED_BY = new SerializedString("placedBy");
  private static final SerializedString EVENT_TYPE = new SerializedString("eventType");
  private static final SerializedString OCCURRED_AT = new SerializedString("occurredAt");
  private static final SerializedString SHARE = new SerializedString("share");

  private final JsonMapper json;

  HttpRecommendationConverter(JsonMapper json) {
    super(MediaType.APPLICATION_JSON);
    this.json = json;
  }

  @Override
  protected boolean supports(Class<?> type) {
    return type == RecommendationResponse.class;
  }

  @Override
  protected boolean canRead(@Nullable MediaType mediaType) {
    return false;
  }

  @Override
  protected RecommendationResponse readInternal(
      Class<? extends RecommendationResponse> type, HttpInputMessage input) {
    throw new UnsupportedOperationException("recommendations are written only");
  }

  @Override
  protected void writeInternal(RecommendationResponse response, HttpOutputMessage output)
      throws IOException {
    ByteArrayOutputStream bytes = bytes(response);
    output.getHeaders().setContentLength(bytes.size());
    bytes.writeTo(output.getBody());
  }

  ByteArrayOutputStream bytes(RecommendationResponse response) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    try (JsonGenerator out = json.createGenerator(bytes)) {
      write(response, out);
    }
    return bytes;
  }

  private static void write(RecommendationResponse response, JsonGenerator out) {
    out.writeStartObject();
    text(out, RECOMMENDATION_ID, response.recommendationId().toString());
    text(out, MODEL_VERSION, response.modelVersion());
    out.writeName(ITEMS);
    out.writeStartArray();
    for (ItemResponse item : response.items()) {
      write(item, out);
    }
    out.writeEndArray();
    out.writeName(FALLBACK);
    out.writeString(response.fallback());
    texts(out, OMITTED, response.omitted());
    text(out, AS_OF, response.asOf() == null ? null : response.asOf().toString());
    out.writeEndObject();
  }

  private static void write(ItemResponse item, JsonGenerator out) {
    out.writeStartObject();
    text(out, ITEM_ID, item.itemId());
    text(out, NAME, item.name());
    number(out, SCORE, item.score());
    out.writeName(POSITION);
    out.writeNumber(item.position());
    text(out, SOURCE, item.source());
    text(out, REASON, item.reason());
    out.writeName(EVIDENCE);
    out.writeStartArray();
    for (EvidenceResponse evidence : item.evidence()) {
      write(evidence, out);
    }
    out.writeEndArray();
    if (item.otherShare() != null) {
      number(out, OTHER_SHARE, item.otherShare());
    }
    text(out, PLACED_BY, item.placedBy());
    out.writeEndObject();
  }

  private static void write(EvidenceResponse evidence, JsonGenerator out) {
    out.writeStartObject();
    text(out, ITEM_ID, evidence.itemId());
    text(out, NAME, evidence.name());
    text(out, EVENT_TYPE, evidence.eventType());
    text(
        out,
        OCCURRED_AT,
        evidence.occurredAt() == null ? null : TimeText.of(evidence.occurredAt()));
    number(out, SHARE, evidence.share());
    out.writeEndObject();
  }

  private static void text(JsonGenerator out, SerializedString name, @Nullable String text) {
    if (text != null) {
      out.writeName(name);
      out.writeString(text);
    }
  }

  private static void texts(
      JsonGenerator out, SerializedString name, @Nullable List<String> texts) {
    if (texts != null) {
      out.writeName(name);
      out.writeStartArray();
      texts.forEach(out::writeString);
      out.writeEndArray();
    }
  }

  private static void number(JsonGenerator out, SerializedString name, double number) {
    out.writeName(name);
    out.writeNumber(number);
  }
}
