package io.storeloop.benchmarks.load;

/**
 * One measurement.
 *
 * @param units events or rows that were acknowledged
 * @param refused calls that were answered 429 or 503 with {@code Retry-After}
 * @param failed calls that were answered otherwise, or not
 * @param accepted latencies of acknowledged calls
 * @param refusals latencies of refused calls
 */
public record Measured(
    long units, double seconds, long refused, long failed, Latencies accepted, Latencies refusals) {
  public double perSecond() {
    return units / seconds;
  }
}
