package io.storeloop.campaign.delivery.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopperAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"anna@shop.example", " anna+news@mail.shop.example ", "o'neill@shop.example"})
  void oneAddressIsTaken(String text) {
    assertThat(ShopperAddress.of(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "anna",
        "@shop.example",
        "anna@",
        "anna@shop.example,ben@shop.example",
        "anna@shop.example;ben@shop.example",
        "Anna <anna@shop.example>",
        "anna@shop.example\r\nBcc: ben@shop.example",
        "anna@shop.example\nBcc:ben@shop.example",
        "\"anna\\\" <x>\"@shop.example",
        "anna@[127.0.0.1]",
        "@a.example,@b.example:anna@shop.example",
        "anna@@shop.example"
      })
  void whatCouldBeTakenForMoreIsNot(String text) {
    assertThat(ShopperAddress.of(text)).isEmpty();
  }
}
