package io.storeloop.campaign.delivery.webhook;

import io.storeloop.campaign.delivery.webhook.WebhookController.WebhookRequest;
import io.storeloop.common.edge.FieldProblem;
import io.storeloop.common.edge.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a destination as people write it. */
final class WebhookReader {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_URL = 2000;

  private WebhookReader() {}

  /** A destination that is well-formed; whether it may be called is asked at every call. */
  record Written(String name, URI url) {}

  /**
   * Reads.
   *
   * @throws ProblemException 400 with every mistake
   */
  static Written read(WebhookRequest request) {
    List<FieldProblem> found = new ArrayList<>();
    String name = request.name() == null ? "" : request.name();
    if (name.isBlank() || name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
      found.add(
          new FieldProblem("/name", "missing_value", "expected a text of 1 to 200 characters"));
    }
    URI url = url(request.url());
    if (url == null) {
      found.add(
          new FieldProblem(
              "/url",
              "invalid_url",
              "expected an http or https address with a host, without user and fragment, at most %d characters"
                  .formatted(LONGEST_URL)));
    }
    if (url == null || !found.isEmpty()) {
      throw ProblemException.invalid(found);
    }
    return new Written(name, url);
  }

  private static @Nullable URI url(@Nullable String text) {
    if (text == null || text.length() > LONGEST_URL) {
      return null;
    }
    try {
      URI url = new URI(text).parseServerAuthority();
      String scheme = url.getScheme();
      boolean web = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
      boolean ascii = text.chars().allMatch(c -> c > ' ' && c < 0x7f);
      return web
              && ascii
              && url.getHost() != null
              && url.getRawUserInfo() == null
              && url.getRawFragment() == null
              && url.getPort() <= 65_535
          ? url
          : null;
    } catch (URISyntaxException notAnAddress) {
      return null;
    }
  }
}
