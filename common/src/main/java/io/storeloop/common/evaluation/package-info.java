/** What the commands that judge models on files share: options, text files, times and refusals. */
@NullMarked
package io.storeloop.common.evaluation;

import org.jspecify.annotations.NullMarked;
