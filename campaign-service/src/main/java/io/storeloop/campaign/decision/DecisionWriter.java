package io.storeloop.campaign.decision;

import io.storeloop.campaign.audience.Shopper;
import io.storeloop.campaign.cap.Claim;
import io.storeloop.campaign.cap.JdbcCaps;
import io.storeloop.campaign.cap.Limits;
import io.storeloop.campaign.coupon.JdbcCoupons;
import io.storeloop.campaign.lifecycle.Campaign;
import io.storeloop.campaign.offer.Offer;
import io.storeloop.campaign.offer.OfferKind;
import io.storeloop.campaign.policy.Policy;
import io.storeloop.common.schema.ServiceDatabase;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Writes a decision into the ledger together with what it uses up, in one transaction: caps, budget
 * and coupon are claimed if and only if the decision stands.
 */
@Component
class DecisionWriter {
  private final ServiceDatabase database;
  private final LedgerGroups ledger;
  private final JdbcCaps caps;
  private final JdbcCoupons coupons;

  DecisionWriter(
      @Qualifier("campaignDatabase") ServiceDatabase database,
      LedgerGroups ledger,
      JdbcCaps caps,
      JdbcCoupons coupons) {
    this.database = database;
    this.ledger = ledger;
    this.caps = caps;
    this.coupons = coupons;
  }

  /** A decision that stands, or one that must be taken anew without that campaign. */
  sealed interface Outcome {
    record Written(Decision decision) implements Outcome {}

    record Denied(UUID campaignId, String reason) implements Outcome {}
  }

  Outcome write(Decision decision, Policy policy) {
    return switch (decision.selection().choice()) {
      case Choice.Show(var campaign, var offer, double probability) ->
          claimed(decision, claim(decision, policy, campaign, true, offer.cost()), offer);
      case Choice.HoldOut(var campaign, double probability) -> {
        Offer cheapest =
            campaign.plan().offers().stream().min(Comparator.comparing(Offer::cost)).orElseThrow();
        yield claimed(decision, claim(decision, policy, campaign, false, cheapest.cost()), null);
      }
      case Choice.HoldOutOfAll heldOut -> written(decision);
      case Choice.Default content -> written(decision);
      case Choice.Nothing nothing -> written(decision);
    };
  }

  private Outcome written(Decision decision) {
    ledger.add(decision);
    return new Outcome.Written(decision);
  }

  private Outcome claimed(Decision decision, Claim claim, @Nullable Offer offer) {
    boolean coupon = offer != null && offer.kind() instanceof OfferKind.Coupon;
    if (!claim.isBounded() && !coupon) {
      return written(decision);
    }
    return Objects.requireNonNull(
        database
            .transactions()
            .execute(status -> {
              Outcome outcome = claimNow(decision, claim, offer);
              if (outcome instanceof Outcome.Denied) {
                status.setRollbackOnly();
              }
              return outcome;
            }));
  }

  private Outcome claimNow(Decision decision, Claim claim, @Nullable Offer offer) {
    Optional<String> refusal = claim.isBounded() ? caps.claim(claim) : Optional.empty();
    if (refusal.isPresent()) {
      return new Outcome.Denied(claim.campaignId(), refusal.get());
    }
    if (offer == null || !(offer.kind() instanceof OfferKind.Coupon(String poolId))) {
      return written(decision);
    }
    Optional<String> code =
        coupons.handOut(poolId, claim.campaignId(), claim.shopper(), claim.at());
    return code.isPresent()
        ? written(decision.with(Objects.requireNonNull(decision.served()).withCoupon(code.get())))
        : new Outcome.Denied(
            claim.campaignId(), "no code is left in the pool '%s'".formatted(poolId));
  }

  private static Claim claim(
      Decision decision, Policy policy, Campaign campaign, boolean shown, BigDecimal cost) {
    Limits limits = campaign.plan().limits();
    return new Claim(
        campaign.id(),
        shopper(decision.shopper()),
        policy.frequencyCaps(),
        limits,
        shown,
        cost,
        decision.decidedAt());
  }

  /** As in conversions: {@code u:} and the userId, or {@code a:} and the anonymousId. */
  private static String shopper(Shopper shopper) {
    return (shopper.userId() == null ? "a:" : "u:") + shopper.key();
  }
}
