package io.storeloop.recommendation.recommend;

/** Example bodies of the OpenAPI document. */
final class ApiExamples {
  static final String PERSONAL =
      """
      {"recommendationId": "019ab2c4-6d1e-7a51-9a3c-3f2f6f0f8d11",
       "modelVersion": "019ab2c3-11aa-7c02-8b1d-0d6f3f6f2a90",
       "items": [
         {"itemId": "green-hat", "name": "Green Hat", "score": 0.51, "position": 0, "source": "personal",
          "reason": "because you bought Blue Socks and viewed Red Shoes",
          "evidence": [
            {"itemId": "blue-socks", "name": "Blue Socks", "eventType": "purchase",
             "occurredAt": "2026-05-04T10:15:30Z", "share": 0.67},
            {"itemId": "red-shoes", "name": "Red Shoes", "eventType": "view",
             "occurredAt": "2026-05-04T10:11:02Z", "share": 0.33}]}],
       "fallback": null,
       "asOf": "2026-05-04T10:15:31Z"}
      """;

  static final String POPULAR =
      """
      {"recommendationId": "019ab2c4-9f00-7b7e-b0a5-6e5d2d1c0b9a",
       "modelVersion": "019ab2c3-11aa-7c02-8b1d-0d6f3f6f2a90",
       "items": [
         {"itemId": "red-shoes", "name": "Red Shoes", "score": 1.0, "position": 0, "source": "popular",
          "reason": "popular with other shoppers; we know nothing of your own behaviour yet", "evidence": []}],
       "fallback": "popular",
       "asOf": "2026-05-04T10:15:31Z"}
      """;

  static final String INVALID =
      """
      {"type": "about:blank", "title": "Bad Request", "status": 400, "code": "invalid_value",
       "detail": "must be less than or equal to 100",
       "errors": [{"pointer": "/numResults", "code": "invalid_value", "detail": "must be less than or equal to 100"}]}
      """;

  private ApiExamples() {}
}
