package io.storeloop.ingestion.quality;

/**
 * Why a record was not taken.
 *
 * @param code stable, in snake case
 * @param pointer JSON pointer to the field to blame; empty for the whole record
 * @param detail what was expected and what came, in words for the sender
 */
public record Refusal(String code, String pointer, String detail) {
  public Refusal {
    pointer = SafeText.of(pointer);
    detail = SafeText.of(detail);
  }

  /** A refusal of the whole record. */
  public static Refusal ofRecord(String code, String detail) {
    return new Refusal(code, "", detail);
  }

  /** A refusal because of one field. */
  public static Refusal ofField(String field, String code, String detail) {
    return new Refusal(code, "/" + field, detail);
  }
}
