package io.storeloop.common.conditions;

import java.util.Locale;

/** The mistakes a condition can contain; {@link #code} is stable and part of the HTTP API. */
public enum ConditionErrorCode {
  UNKNOWN_PATH,
  INVALID_PATH,
  UNKNOWN_OPERATOR,
  OPERATOR_NOT_ALLOWED,
  WRONG_TYPE,
  EXPECTED_OBJECT,
  EXPECTED_LIST,
  EMPTY_OBJECT,
  EMPTY_LIST,
  LIST_TOO_LONG,
  TEXT_TOO_LONG,
  INVALID_TEXT,
  NUMBER_OUT_OF_RANGE,
  INVALID_INSTANT,
  UNKNOWN_EVENT_TYPE,
  MISSING_EVENT_TYPE,
  UNKNOWN_FIELD,
  PERFORMED_NOT_ALLOWED,
  INVALID_WITHIN,
  INVALID_COUNT,
  TOO_DEEP,
  TOO_MANY_NODES,
  TOO_MANY_VALUES;

  /** The code on the wire, e.g. {@code unknown_path}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
