package io.storeloop.recommendation.recommend;

import java.util.List;

/**
 * A reason that is known as soon as the candidate is found.
 *
 * @param evidence the strongest first, shares adding up to 1; empty if nobody's behaviour is behind
 *     it
 */
record Stated(String reason, List<Evidence> evidence) {}
