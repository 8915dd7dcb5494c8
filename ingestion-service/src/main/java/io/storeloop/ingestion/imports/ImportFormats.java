package io.storeloop.ingestion.imports;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.ingestion.catalogue.ItemFeeds;
import io.storeloop.ingestion.catalogue.ItemMapping;
import java.util.List;

/** The formats we know: of events, and of items. */
final class ImportFormats {
  static final String MAPPED = "mapped";
  static final String ITEMS_CSV = "items-csv";

  private static final List<ImportFormat> ALL =
      List.of(
          new StoreloopFormat(),
          new TmallFormat(),
          new OnlineRetailFormat(),
          new MappedFormat(),
          new ItemFormat("items", (plain, options) -> ItemFeeds.lines(plain)),
          new ItemFormat(
              ITEMS_CSV,
              (plain, options) -> {
                ItemMapping mapping = options.itemMapping();
                return ItemFeeds.csv(plain, mapping == null ? ItemMapping.OWN_NAMES : mapping);
              }),
          new ItemFormat("google-merchant", (plain, options) -> ItemFeeds.googleMerchant(plain)));

  private ImportFormats() {}

  /**
   * The format of that name.
   *
   * @throws ProblemException 400 {@code unknown_format}
   */
  static ImportFormat named(String name) {
    return ALL.stream()
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            ProblemException.invalid(
                "?format", "unknown_format", "format must be one of %s".formatted(names())));
  }

  static List<String> names() {
    return ALL.stream().map(ImportFormat::name).toList();
  }
}
