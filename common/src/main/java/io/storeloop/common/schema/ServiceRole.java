package io.storeloop.common.schema;

import java.util.Locale;

/** Who writes which tables: each service works under a database role of its own. */
public enum ServiceRole {
  INGESTION,
  PROFILE,
  RECOMMENDATION,
  CAMPAIGN;

  /** The name of the database role, as the migrations make it. */
  public String roleName() {
    return "storeloop_" + serviceName();
  }

  public String serviceName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
