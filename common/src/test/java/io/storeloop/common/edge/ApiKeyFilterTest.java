package io.storeloop.common.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class ApiKeyFilterTest {
  private static final String WRITE = "wk_0123456789abcdef0123456789";
  private static final String SECRET = "sk_0123456789abcdef0123456789";

  private final ApiKeyFilter filter =
      new ApiKeyFilter(
          new ApiKeyProperties(List.of(WRITE), List.of(SECRET)),
          List.of(new WritePaths(Set.of("/v1/track", "/v1/t"))),
          List.of(new KeyInBodyPaths(Set.of("/v1/t"))),
          List.of(new OpenPaths(List.of("/v1/projects/"))),
          new ProblemWriter(JsonMapper.shared()));

  @Test
  void aWriteKeyAppendsEvents() throws Exception {
    assertThat(call("/v1/track", "Bearer " + WRITE).getStatus()).isEqualTo(200);
    assertThat(call("/v1/track", basic(WRITE + ":")).getStatus()).isEqualTo(200);
  }

  @Test
  void aWriteKeyIsFoundWhereItsClientPutsIt() throws Exception {
    String aws = "AWS4-HMAC-SHA256 Credential=%s/20260301/eu/personalize/aws4_request, Signature=0";
    MockHttpServletRequest gorse = request("/v1/track", null);
    gorse.addHeader("X-API-Key", WRITE);
    MockHttpServletRequest beacon = request("/v1/track", null);
    beacon.setQueryString("measurement_id=G-1&writeKey=" + WRITE);
    MockHttpServletRequest ga4 = request("/v1/track", null);
    ga4.setQueryString("api_secret=" + WRITE);

    assertThat(call("/v1/track", aws.formatted(WRITE)).getStatus()).isEqualTo(200);
    assertThat(answer(gorse).getStatus()).isEqualTo(200);
    assertThat(answer(beacon).getStatus()).isEqualTo(200);
    assertThat(answer(ga4).getStatus()).isEqualTo(200);
  }

  @Test
  void aCallWhoseKeyIsInTheBodyIsPassedOnUnchecked() throws Exception {
    WriteKeys keys = new WriteKeys(new ApiKeyProperties(List.of(WRITE), List.of(SECRET)));
    MockHttpServletRequest bodyOnly = request("/v1/t", null);
    MockHttpServletRequest withHeader = request("/v1/t", "Bearer " + WRITE);
    MockHttpServletRequest elsewhere = request("/v1/track", null);
    MockHttpServletRequest unreadable = request("/v1/t", "Basic ???");
    MockHttpServletRequest reading = new MockHttpServletRequest("GET", "/v1/t");

    assertThat(answer(bodyOnly).getStatus()).isEqualTo(200);
    assertThat(answer(withHeader).getStatus()).isEqualTo(200);
    assertThat(answer(elsewhere).getStatus()).isEqualTo(401);
    assertThat(answer(unreadable).getStatus()).isEqualTo(401);
    assertThat(answer(reading).getStatus()).isEqualTo(401);
    keys.requireIn(bodyOnly, WRITE);
    keys.requireIn(withHeader, null);
    assertThatThrownBy(() -> keys.requireIn(bodyOnly, null)).hasMessageContaining("writeKey");
    assertThatThrownBy(() -> keys.requireIn(bodyOnly, SECRET)).hasMessageContaining("none of ours");
  }

  @Test
  void aSecretKeyInAnAddressIsRefused() throws Exception {
    MockHttpServletRequest request = request("/v1/profiles/anna", null);
    request.setQueryString("writeKey=" + SECRET);

    assertThat(answer(request).getContentAsString()).contains("secret_key_in_address");
  }

  @Test
  void whatIsDeclaredOpenNeedsNoKeyInItsPlainSpellingOnly() throws Exception {
    assertThat(call("/v1/projects/x/settings", null).getStatus()).isEqualTo(200);
    assertThat(call("/v1/projects/../profiles/anna", null).getStatus()).isEqualTo(401);
    assertThat(call("/v1/projects/%2e%2e/profiles", null).getStatus()).isEqualTo(401);
  }

  @Test
  void aWriteKeyReadsNothing() throws Exception {
    MockHttpServletResponse response = call("/v1/profiles/anna", "Bearer " + WRITE);

    assertThat(response.getStatus()).isEqualTo(403);
    assertThat(response.getContentType()).isEqualTo("application/problem+json");
    assertThat(response.getContentAsString()).contains("\"code\":\"secret_key_needed\"");
  }

  @Test
  void aSecretKeyOpensEverything() throws Exception {
    assertThat(call("/v1/profiles/anna", "Bearer " + SECRET).getStatus()).isEqualTo(200);
    assertThat(call("/v1/track", "Bearer " + SECRET).getStatus()).isEqualTo(200);
  }

  @Test
  void aSecretKeyFromABrowserIsRefused() throws Exception {
    MockHttpServletRequest request = request("/v1/profiles/anna", "Bearer " + SECRET);
    request.addHeader("Origin", "https://shop.example");

    assertThat(answer(request).getContentAsString()).contains("secret_key_in_browser");
  }

  @Test
  void aSecretKeyFromOurOwnPagesIsUsed() throws Exception {
    MockHttpServletRequest request = request("/v1/profiles/anna", "Bearer " + SECRET);
    request.addHeader("Host", "localhost:8080");
    request.addHeader("Origin", "http://localhost:8080");

    assertThat(answer(request).getStatus()).isEqualTo(200);
  }

  @Test
  void noKeyAWrongKeyAndABrokenHeaderAreUnauthorized() throws Exception {
    assertThat(call("/v1/track", null).getContentAsString()).contains("key_missing");
    assertThat(call("/v1/track", "Bearer nonsense").getContentAsString()).contains("unknown_key");
    assertThat(call("/v1/track", "Basic %%%").getStatus()).isEqualTo(401);
  }

  @Test
  void aRefusalNeverRepeatsTheKey() throws Exception {
    assertThat(call("/v1/track", "Bearer guessed-key").getContentAsString())
        .doesNotContain("guessed-key");
  }

  @Test
  void healthNeedsNoKeyButMetricsDo() throws Exception {
    assertThat(call("/actuator/health", null).getStatus()).isEqualTo(200);
    assertThat(call("/actuator/prometheus", null).getStatus()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1;x/profiles/anna",
        "/%761/profiles/anna",
        "//v1/profiles/anna",
        "/./v1/profiles/anna",
        "/swagger-ui/../v1/profiles/anna",
        "/swagger-ui/..;/v1/profiles/anna",
        "/v3/api-docs/%2e%2e/v1/profiles/anna",
        "/actuator/env",
        "/nothing"
      })
  void noSpellingOfAPathGoesRoundTheKey(String path) throws Exception {
    assertThat(call(path, null).getStatus()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/index.html",
        "/dashboard.css",
        "/favicon.ico",
        "/swagger-ui.html",
        "/swagger-ui/index.html",
        "/swagger-ui/swagger-ui-standalone-preset.js",
        "/v3/api-docs/swagger-config",
        "/v3/api-docs/ingestion",
        "/actuator/health/liveness"
      })
  void pagesDocumentsAndHealthAreOpen(String path) throws Exception {
    assertThat(call(path, null).getStatus()).isEqualTo(200);
  }

  @Test
  void aServiceWithoutKeysOrWithShortOnesRefusesToStart() {
    assertThatThrownBy(() -> new ApiKeyProperties(List.of(), List.of(SECRET)))
        .hasMessageContaining("storeloop.keys.write is empty");
    assertThatThrownBy(() -> new ApiKeyProperties(List.of(WRITE), List.of("short")))
        .hasMessageContaining("storeloop.keys.secret holds a key shorter than 24");
  }

  private MockHttpServletResponse call(String path, String authorization) throws Exception {
    return answer(request(path, authorization));
  }

  private MockHttpServletResponse answer(MockHttpServletRequest request)
      throws ServletException, IOException {
    MockHttpServletResponse response = new MockHttpServletResponse();
    filter.doFilter(request, response, new MockFilterChain());
    return response;
  }

  private static MockHttpServletRequest request(String path, String authorization) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
    if (authorization != null) {
      request.addHeader("Authorization", authorization);
    }
    return request;
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
