/** Whether a model may answer: judged on behaviour that came later, beside the plain baselines. */
@NullMarked
package io.storeloop.recommendation.gate;

import org.jspecify.annotations.NullMarked;
