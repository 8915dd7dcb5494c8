package io.storeloop.campaign.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CampaignTemplateTest {
  @Test
  void theUsualPlaysAreThere() {
    assertThat(CampaignTemplate.ids())
        .containsExactly(
            "win-back", "abandoned-cart", "replenishment", "second-purchase", "vip", "cross-sell");
  }

  @Test
  void aDraftIsFreshEveryTime() {
    CampaignTemplate.VIP.draft().put("name", "Changed");

    assertThat(CampaignTemplate.VIP.draft().path("name").asString()).isNotEqualTo("Changed");
  }

  @Test
  void anUnknownNameIsNotFound() {
    assertThat(CampaignTemplate.find("win-back")).contains(CampaignTemplate.WIN_BACK);
    assertThat(CampaignTemplate.find("WIN_BACK")).isEmpty();
  }
}
