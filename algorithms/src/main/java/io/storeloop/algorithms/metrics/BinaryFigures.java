package io.storeloop.algorithms.metrics;

/**
 * How good probabilities of yes are.
 *
 * @param auc probability that a yes ranks above a no, ties half; 0.5 is chance
 * @param prAuc average precision: the area under precision over recall, as steps; the share of yes
 *     is chance
 * @param brier mean squared error, 0 is best
 * @param ece expected calibration error: how far, on average, the mean probability of a tenth of
 *     the scale lies from the share of yes in it
 * @param logLoss mean negative log likelihood, natural logarithm
 * @param precision share of yes among those called yes, 0 when none is
 * @param recall share of the yes that were called yes
 * @param f1 harmonic mean of the two
 * @param liftAt10 share of yes in the tenth with the highest probabilities over the share in all
 */
public record BinaryFigures(
    double auc,
    double prAuc,
    double brier,
    double ece,
    double logLoss,
    double precision,
    double recall,
    double f1,
    double liftAt10) {}
