/** What is wrong with a request, collected so that its sender learns all of it at once. */
@NullMarked
package io.storeloop.campaign.validation;

import org.jspecify.annotations.NullMarked;
