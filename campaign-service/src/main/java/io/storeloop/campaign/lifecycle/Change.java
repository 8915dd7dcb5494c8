package io.storeloop.campaign.lifecycle;

/** What became of a wish to change a campaign. */
sealed interface Change {
  /** Granted; {@code campaign} is how it shall be, equal to before if it already was. */
  record Granted(Campaign campaign) implements Change {}

  /** Refused by a rule; nothing changes. */
  record Refused(String code, String detail) implements Change {}

  /** There is no such campaign. */
  record Unknown() implements Change {}
}
