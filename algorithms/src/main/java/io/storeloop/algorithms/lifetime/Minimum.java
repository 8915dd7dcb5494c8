package io.storeloop.algorithms.lifetime;

/**
 * Where a function is least.
 *
 * @param point one coordinate per parameter
 * @param curvature second derivatives there, parameters × parameters, symmetric
 */
record Minimum(double[] point, double value, double[][] curvature) {}
