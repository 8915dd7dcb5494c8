/** Mails through an SMTP server. */
@NullMarked
package io.storeloop.campaign.delivery.email;

import org.jspecify.annotations.NullMarked;
