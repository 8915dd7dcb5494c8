package io.storeloop.launcher.http;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the suite answered.
 *
 * @param body JSON; an empty object where there was none
 */
public record Answer(int status, JsonNode body) {
  static Answer of(int status, String text) {
    try {
      JsonNode body = JsonMapper.shared().readTree(text);
      return new Answer(
          status, body.isMissingNode() ? JsonMapper.shared().createObjectNode() : body);
    } catch (JacksonException notJson) {
      return new Answer(status, JsonMapper.shared().createObjectNode().put("detail", text));
    }
  }

  public boolean succeeded() {
    return status >= 200 && status < 300;
  }

  /** The stable code of a problem; empty for a success. */
  public String code() {
    return succeeded() ? "" : body.path("code").asString("");
  }

  /** What a problem says, in words. */
  public String detail() {
    return body.path("detail").asString("no reason was given");
  }
}
