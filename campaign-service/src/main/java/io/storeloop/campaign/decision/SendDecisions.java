package io.storeloop.campaign.decision;

import io.storeloop.campaign.audience.ProfileAnswer.Known;
import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.common.ids.Uuids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Decides before something is sent, by the rules of any other decision and into the same ledger, so
 * that who is held out is known and measured for sends too.
 */
@Component
public class SendDecisions {
  private final JdbcDecisions ledger;
  private final RandomGenerator random;

  SendDecisions(JdbcDecisions ledger, @Qualifier("campaignRandom") RandomGenerator random) {
    this.ledger = ledger;
    this.random = random;
  }

  /** What the campaign does with the shopper. */
  public sealed interface Drawn {
    /** Gets this offer; the ledger has it. */
    record Treated(UUID decisionId, Offer offer) implements Drawn {}

    /** Is held out; the ledger has it. */
    record HeldOut(UUID decisionId) implements Drawn {}

    /** Does not meet the condition; the ledger has nothing. */
    record NotAddressed() implements Drawn {}
  }

  /**
   * Decides, and writes the decision into the ledger within the caller's transaction.
   *
   * @param context what made the occasion
   */
  public Drawn decide(
      Campaign campaign, Shopper shopper, Known profile, JsonNode context, Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.MICROS);
    String placement = campaign.plan().placements().getFirst();
    Selection selection =
        Selection.of(List.of(campaign), placement, profile.subject(), shopper.key(), at);
    UUID id = Uuids.v7(at, random);
    Drawn drawn =
        switch (selection.choice()) {
          case Choice.Show(var shown, Offer offer, double probability) ->
              new Drawn.Treated(id, offer);
          case Choice.HoldOut heldOut -> new Drawn.HeldOut(id);
          case Choice.Nothing nothing -> new Drawn.NotAddressed();
        };
    if (!(drawn instanceof Drawn.NotAddressed)) {
      Instant asOf = profile.asOf() == null ? at : profile.asOf();
      ledger.add(new Decision(id, at, shopper, placement, selection, null, asOf, context));
    }
    return drawn;
  }
}
