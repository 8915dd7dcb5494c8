package io.storeloop.ingestion.catalogue;

import org.jspecify.annotations.Nullable;

/** Writes categories in our way: a path with slashes, from the widest to the narrowest. */
final class CategoryPath {
  private CategoryPath() {}

  /** {@code Clothing > Shoes} becomes {@code Clothing/Shoes}. */
  static @Nullable String ofBreadcrumb(@Nullable String text) {
    return text == null ? null : text.replaceAll("\\s*>\\s*", "/").strip();
  }
}
