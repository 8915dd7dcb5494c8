package io.storeloop.profile.consent;

import io.storeloop.common.events.ConsentPurpose;
import io.storeloop.common.events.Event;
import io.storeloop.profile.trait.TraitStatement;
import io.storeloop.profile.trait.Traits;
import java.util.Map;

/**
 * Whether an event may be used. What the event says itself counts before what the shopper said last
 * so far; without either it depends on whether the shop has to ask.
 *
 * @param required consent that nobody has given is none
 */
public record ConsentRule(boolean required) {
  /** For shops that do not ask. */
  public static final ConsentRule NOT_REQUIRED = new ConsentRule(false);

  /** Keeps what the event says; per purpose the latest statement stands. */
  public void hear(Event event, Traits statements) {
    ConsentPurpose.saidBy(event)
        .forEach((purpose, granted) ->
            statements.say(
                purpose.wireName(),
                new TraitStatement(granted, event.occurredAt(), event.messageId())));
  }

  /** Whether the event may be used for the purpose. */
  public boolean allows(ConsentPurpose purpose, Event event, Traits statements) {
    Boolean said = ConsentPurpose.saidBy(event).get(purpose);
    if (said != null) {
      return said;
    }
    return allows(purpose, statements.values());
  }

  /** Whether behaviour may be used for the purpose, by what was said last per purpose. */
  public boolean allows(ConsentPurpose purpose, Map<String, Object> said) {
    return said.get(purpose.wireName()) instanceof Boolean granted ? granted : !required;
  }
}
