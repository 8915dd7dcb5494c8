package io.storeloop.profile.profile;

import io.storeloop.common.events.ConsentPurpose;
import io.storeloop.common.events.Event;
import io.storeloop.common.events.EventType;
import io.storeloop.profile.consent.ConsentRule;
import io.storeloop.profile.feature.Behaviour;
import io.storeloop.profile.feature.ItemFacts;
import io.storeloop.profile.identity.Identity;
import io.storeloop.profile.trait.TraitStatement;
import io.storeloop.profile.trait.Traits;
import java.time.Duration;
import java.util.UUID;

/** One shopper while events are folded in. Not thread-safe. */
final class Profile {
  private final Identity founder;
  private final Traits traits;
  private final Traits consents;
  private final Behaviour behaviour;

  /** {@code consents}: what was said per purpose, kept as traits are. */
  Profile(Identity founder, Traits traits, Traits consents, Behaviour behaviour) {
    this.founder = founder;
    this.traits = traits;
    this.consents = consents;
    this.behaviour = behaviour;
  }

  static Profile foundedBy(Identity founder, Duration interestHalfLife) {
    return new Profile(founder, new Traits(), new Traits(), new Behaviour(interestHalfLife));
  }

  UUID id() {
    return founder.profileId();
  }

  /** The user, or the anonymous id as long as no user is known. */
  Identity founder() {
    return founder;
  }

  Traits traits() {
    return traits;
  }

  Traits consents() {
    return consents;
  }

  Behaviour behaviour() {
    return behaviour;
  }

  /** Takes in one event of this shopper. */
  void apply(Event event, ItemFacts facts, ConsentRule consent) {
    consent.hear(event, consents);
    if (consent.allows(ConsentPurpose.ANALYTICS, event, consents)) {
      behaviour.apply(event, facts);
    } else {
      behaviour.notice(event);
    }
    if (event.type() == EventType.IDENTIFY) {
      event
          .properties()
          .forEach((name, value) -> {
            if (Traits.allows(name, value) && !ConsentPurpose.isStatement(name, value)) {
              traits.say(name, new TraitStatement(value, event.occurredAt(), event.messageId()));
            }
          });
    }
  }

  /** Takes in everything known about a device of this shopper. */
  void absorb(Profile device) {
    traits.merge(device.traits);
    consents.merge(device.consents);
    behaviour.merge(device.behaviour);
  }
}
