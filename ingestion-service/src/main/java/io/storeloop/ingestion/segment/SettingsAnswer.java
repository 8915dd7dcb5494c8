package io.storeloop.ingestion.segment;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/**
 * What Analytics.js loads before it sends: one destination, which is us, and no plan that would
 * hold anything back.
 *
 * <p>Source: segmentio/analytics-next, packages/browser/src/browser/settings.ts, CDNSettings.
 */
@Schema(
    name = "SegmentSettings",
    example =
        """
        {"integrations": {"Segment.io": {"apiKey": "wk_…", "apiHost": "events.shop.example/v1", "protocol": "https",
          "addBundledMetadata": true, "unbundledIntegrations": [], "bundledConfigIds": [], "unbundledConfigIds": [],
          "maybeBundledConfigIds": {}}},
         "plan": {"track": {"__default": {"enabled": true, "integrations": {}}},
          "identify": {"__default": {"enabled": true}}, "group": {"__default": {"enabled": true}}},
         "edgeFunction": {}, "middlewareSettings": {"routingRules": []}, "enabledMiddleware": {},
         "metrics": {"sampleRate": 0}, "legacyVideoPluginsEnabled": false, "remotePlugins": []}\
        """)
record SettingsAnswer(
    Map<String, Object> integrations,
    Map<String, Object> plan,
    Map<String, Object> edgeFunction,
    Map<String, Object> middlewareSettings,
    Map<String, Object> enabledMiddleware,
    Map<String, Object> metrics,
    boolean legacyVideoPluginsEnabled,
    List<Object> remotePlugins) {
  /**
   * The settings of one key.
   *
   * @param protocol {@code http} or {@code https}
   * @param apiHost host and path, without protocol, below which the short paths lie
   */
  static SettingsAnswer of(String writeKey, String protocol, String apiHost) {
    Map<String, Object> us =
        Map.of(
            "apiKey",
            writeKey,
            "apiHost",
            apiHost,
            "protocol",
            protocol,
            "addBundledMetadata",
            true,
            "unbundledIntegrations",
            List.of(),
            "bundledConfigIds",
            List.of(),
            "unbundledConfigIds",
            List.of(),
            "maybeBundledConfigIds",
            Map.of());
    Map<String, Object> all =
        Map.of("__default", Map.of("enabled", true, "integrations", Map.of()));
    return new SettingsAnswer(
        Map.of("Segment.io", us),
        Map.of("track", all, "identify", all, "group", all),
        Map.of(),
        Map.of("routingRules", List.of()),
        Map.of(),
        Map.of("sampleRate", 0),
        false,
        List.of());
  }
}
