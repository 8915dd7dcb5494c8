package io.storeloop.campaign.idempotency;

import java.time.Instant;

/** What a call with an Idempotency-Key finds. */
sealed interface Attempt {
  /** The key is new; the call goes ahead, and holds the key since then. */
  record First(Instant begunAt) implements Attempt {}

  /** The same call has been answered. */
  record Answered(KeptAnswer answer) implements Attempt {}

  /** The same call has been answered, with what is told once. */
  record AnsweredInSecret() implements Attempt {}

  /** The same call is under way. */
  record UnderWay() implements Attempt {}

  /** The key belongs to another call. */
  record OfAnotherCall() implements Attempt {}
}
