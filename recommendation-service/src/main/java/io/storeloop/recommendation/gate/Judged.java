package io.storeloop.recommendation.gate;

import io.storeloop.algorithms.metrics.RelevantRanks;
import java.util.List;

/**
 * Where one scorer ranked what the users took up later: one entry per judged user, and one per
 * judged user with cold items for those alone; and what its lists show.
 */
record Judged(List<RelevantRanks> users, List<RelevantRanks> cold, ShownItems shown) {}
