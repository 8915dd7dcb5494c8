package io.storeloop.benchmarks.recommend;

/**
 * What making the shop took, and what the service held in memory meanwhile.
 *
 * @param emptyHeap megabytes in use when there was nothing yet
 * @param catalogueHeap megabytes in use when the catalogue alone was read
 */
record Filled(double seconds, double emptyHeap, double catalogueHeap) {}
