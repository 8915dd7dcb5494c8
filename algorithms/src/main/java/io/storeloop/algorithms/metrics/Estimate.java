package io.storeloop.algorithms.metrics;

import io.storeloop.algorithms.inference.Interval;

/** A measured mean and the interval in which it lies with the confidence asked for. */
public record Estimate(double value, Interval interval) {}
