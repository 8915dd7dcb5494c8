package io.storeloop.reliability;

/** What became of one call, as its sender sees it. */
sealed interface Answer {
  /** 200: whatever else happens, these are kept. */
  record Acknowledged(int stored, int duplicates, int rejected) implements Answer {}

  /** No answer, or 503: stored or not, nobody knows; the same is sent again. */
  record InDoubt() implements Answer {}

  /** An answer that our calls never deserve. */
  record Unexpected(int status, String body) implements Answer {}
}
