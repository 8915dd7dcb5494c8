package io.storeloop.profile.tag;

import io.storeloop.common.conditions.ConditionWriter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What does a tag mean? */
@RestController
@RequestMapping("/v1/tags")
@io.swagger.v3.oas.annotations.tags.Tag(
    name = "Tags",
    description = "What shoppers are like, in a word.")
class TagController {
  /** {@code GET /v1/tags}: all tags, in the order in which profiles tell them. */
  @GetMapping
  @Operation(
      summary = "All tags and what they mean",
      description =
          """
          Each is a condition on features, and a value of the path `tags` in conditions. A shop's own named conditions \
          are its segments.\
          """)
  @ApiResponse(responseCode = "200", description = "The tags.", useReturnTypeSchema = true)
  Tags tags() {
    return new Tags(
        TagCatalogue.all().stream()
            .map(tag ->
                new TagView(tag.name(), tag.description(), ConditionWriter.write(tag.condition())))
            .toList());
  }

  /** All tags. */
  @Schema(name = "TagCatalogue")
  record Tags(List<TagView> tags) {}

  /** One tag. */
  @Schema(name = "Tag")
  record TagView(
      @Schema(example = "returning") String name,
      @Schema(example = "Came back on another day.") String description,
      @Schema(
              description = "Who has it, in the language of conditions.",
              type = "object",
              example = "{\"features.activeDays\": {\"$gte\": 2}}")
          JsonNode condition) {}
}
