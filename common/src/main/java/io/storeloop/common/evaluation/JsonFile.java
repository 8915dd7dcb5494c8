package io.storeloop.common.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where a result is written as JSON ({@code --json FILE}). */
public final class JsonFile {
  private final Path file;

  private JsonFile(Path file) {
    this.file = file;
  }

  /**
   * Looks before the work, not after it, whether the file can be written.
   *
   * @throws EvaluationRefusal if it cannot
   */
  public static JsonFile at(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null
        || !Files.isWritable(folder)
        || Files.isDirectory(file)
        || (Files.exists(file) && !Files.isWritable(file))) {
      throw new EvaluationRefusal(
          "'%s' cannot be written: there is no such folder, or it is not yours.".formatted(file));
    }
    return new JsonFile(file);
  }

  /**
   * Writes plain maps, lists, texts and numbers, indented.
   *
   * @throws EvaluationRefusal if the disk refuses
   */
  public void write(Map<String, Object> json) {
    try {
      JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
      Files.writeString(file, mapper.writeValueAsString(json) + "\n");
    } catch (IOException e) {
      throw new EvaluationRefusal("'%s' cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
