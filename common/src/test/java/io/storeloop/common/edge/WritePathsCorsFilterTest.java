package io.storeloop.common.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class WritePathsCorsFilterTest {
  private final WritePathsCorsFilter filter =
      new WritePathsCorsFilter(List.of(new WritePaths(Set.of("/v1/track"))));

  @Test
  void aPageOfAnySiteMayAppendEvents() throws Exception {
    MockFilterChain chain = new MockFilterChain();
    MockHttpServletResponse response = call("POST", "/v1/track", chain);

    assertThat(response.getHeader("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(response.getHeader("Access-Control-Allow-Credentials")).isNull();
    assertThat(chain.getRequest()).isNotNull();
  }

  @Test
  void thePreflightIsAnsweredWithoutAKey() throws Exception {
    MockFilterChain chain = new MockFilterChain();
    MockHttpServletResponse response = call("OPTIONS", "/v1/track", chain);

    assertThat(response.getStatus()).isEqualTo(204);
    assertThat(response.getHeader("Access-Control-Allow-Headers")).contains("Authorization");
    assertThat(chain.getRequest()).isNull();
  }

  @Test
  void everyOtherPathAnswersNoOtherSite() throws Exception {
    MockHttpServletResponse response = call("GET", "/v1/profiles/anna", new MockFilterChain());

    assertThat(response.getHeader("Access-Control-Allow-Origin")).isNull();
  }

  private MockHttpServletResponse call(String method, String path, MockFilterChain chain)
      throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest(method, path);
    request.addHeader("Origin", "https://shop.example");
    MockHttpServletResponse response = new MockHttpServletResponse();
    filter.doFilter(request, response, chain);
    return response;
  }
}
