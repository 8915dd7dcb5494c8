package io.storeloop.ingestion.validation;

/** One slip that is mended without asking, and counted under the rule's name. */
interface Repair {
  void apply(Draft draft);
}
