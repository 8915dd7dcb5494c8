/**
 * What the files of a data set tell: who chose which item and when, recognised from their first
 * lines and read into dense indexes. A layout or a word of another data set is added here.
 */
@NullMarked
package io.storeloop.recommendation.evaluation.file;

import org.jspecify.annotations.NullMarked;
