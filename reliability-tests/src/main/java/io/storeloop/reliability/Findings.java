package io.storeloop.reliability;

/**
 * What the reconciliation found.
 *
 * @param account what the senders saw
 * @param lost acknowledged events that are not in the log
 * @param doubled events that are in the log more than once
 * @param phantoms events in the log that nobody sent
 * @param stored rows of the log
 * @param keys ids that may never come again
 * @param keyless rows of the log without such an id
 * @param counted accepted and repaired records by the counters
 */
record Findings(
    Ledger.Account account,
    int serviceKills,
    int databaseKills,
    long lost,
    long doubled,
    long phantoms,
    long stored,
    long keys,
    long keyless,
    long counted) {

  /** Nothing lost, nothing doubled, nothing made up, and every book says the same. */
  boolean isSound() {
    return lost == 0
        && doubled == 0
        && phantoms == 0
        && keyless == 0
        && stored == keys
        && stored == counted
        && account.forgotten() == 0
        && account.complaints().isEmpty();
  }

  /** For people. */
  String report() {
    return """
    kills                %d of the service, %d of the database
    sent                 %,d
    acknowledged         %,d
    sent in doubt        %,d (then sent again)
    replayed             %,d (after their acknowledgement)
    stored               %,d rows, %,d keys, %,d counted
    lost                 %,d
    new when replayed    %,d
    doubled              %,d
    phantoms             %,d
    complaints           %s
    """
        .formatted(
            serviceKills,
            databaseKills,
            account.sent(),
            account.acknowledged(),
            account.inDoubt(),
            account.replayed(),
            stored,
            keys,
            counted,
            lost,
            account.forgotten(),
            doubled,
            phantoms,
            account.complaints());
  }
}
