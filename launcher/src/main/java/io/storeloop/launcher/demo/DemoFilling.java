package io.storeloop.launcher.demo;

import io.storeloop.demoshop.DemoShop;
import io.storeloop.demoshop.ShopJson;
import io.storeloop.launcher.console.Console;
import io.storeloop.launcher.console.Progress;
import io.storeloop.launcher.console.Refusal;
import io.storeloop.launcher.http.SuiteApi;
import java.util.List;
import java.util.stream.Collectors;

/** Sends the catalogue and the shoppers' events. Sending them again changes nothing. */
final class DemoFilling {
  private static final int ITEMS_AT_A_TIME = 200;

  private final SuiteApi api;
  private final Console console;

  DemoFilling(SuiteApi api, Console console) {
    this.api = api;
    this.console = console;
  }

  /**
   * Returns when everything is accepted; the services may still be learning from it.
   *
   * @return how many events there are
   */
  long fill(DemoShop shop) {
    sendItems(shop);
    long events = shop.events().count();
    try (Progress progress = console.progress("sending events", events);
        EventSender sender = new EventSender(api, progress)) {
      shop.forEachEvent(event -> sender.send(ShopJson.line(event)));
      long rejected = sender.finish();
      if (rejected > 0) {
        console.line("  %d events were rejected; GET /v1/quarantine says why".formatted(rejected));
      }
    }
    return events;
  }

  private void sendItems(DemoShop shop) {
    List<String> lines = shop.items().stream().map(ShopJson::line).toList();
    try (Progress progress = console.progress("sending items", lines.size())) {
      for (int from = 0; from < lines.size(); from += ITEMS_AT_A_TIME) {
        List<String> batch = lines.subList(from, Math.min(from + ITEMS_AT_A_TIME, lines.size()));
        var verdict =
            api.postLines("/v1/items/batch", batch.stream().collect(Collectors.joining("\n")));
        if (!verdict.path("rejected").isEmpty()) {
          throw new Refusal("The catalogue was not accepted: " + verdict.path("rejected").get(0));
        }
        progress.add(batch.size());
      }
    }
  }
}
