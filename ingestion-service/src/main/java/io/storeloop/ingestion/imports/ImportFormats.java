package io.storeloop.ingestion.imports;

import io.storeloop.common.edge.ProblemException;
import java.util.List;

/** The formats we know. */
final class ImportFormats {
  private static final List<ImportFormat> ALL =
      List.of(
          new StoreloopFormat(), new TmallFormat(), new OnlineRetailFormat(), new MappedFormat());

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
