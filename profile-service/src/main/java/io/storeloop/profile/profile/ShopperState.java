package io.storeloop.profile.profile;

import io.storeloop.common.events.ConsentPurpose;
import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import io.storeloop.common.ids.IdentitySignatures;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.feature.Behaviour;
import io.storeloop.profile.feature.ItemFacts;
import io.storeloop.profile.trait.TraitStatement;
import io.storeloop.profile.trait.Traits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one id have told. Mutable parts; not thread-safe.
 *
 * @param consents what was said per purpose, kept as traits are
 */
record ShopperState(Traits traits, Traits consents, Behaviour behaviour) {
  static ShopperState empty(Duration interestHalfLife) {
    return new ShopperState(new Traits(), new Traits(), new Behaviour(interestHalfLife));
  }

  /**
   * Takes in one event; {@code said} is what the whole shopper agreed to so far.
   *
   * @return whether it may be counted
   */
  boolean apply(Event event, ItemFacts facts, ConsentRule consent, Traits said) {
    consent.hear(event, consents);
    boolean counted = consent.allows(ConsentPurpose.ANALYTICS, event, said);
    if (counted) {
      behaviour.apply(event, facts);
    } else {
      behaviour.notice(event);
    }
    if (event.type() == EventType.IDENTIFY) {
      event
          .properties()
          .forEach((name, value) -> {
            if (isTrait(name, value)) {
              traits.say(name, new TraitStatement(value, event.occurredAt(), event.messageId()));
            }
          });
    }
    return counted;
  }

  void merge(ShopperState other) {
    traits.merge(other.traits);
    consents.merge(other.consents);
    behaviour.merge(other.behaviour);
  }

  private static boolean isTrait(String name, @Nullable Object value) {
    return Traits.allows(name, value)
        && !ConsentPurpose.isStatement(name, value)
        && !name.equals(IdentitySignatures.PROPERTY);
  }
}
