package io.storeloop.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storeloop.launcher.console.Refusal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {
  @Test
  void withoutArgumentsTheSuiteStartsWithItsDemoShop() {
    Command command = parse("");

    assertThat(command).isEqualTo(new Command.RunSuite(8080, 5_000, true, false));
  }

  @Test
  void everyOptionIsUnderstoodInAnyOrder() {
    Command command = parse("--no-demo --port 9000 --fresh --shoppers=70");

    assertThat(command).isEqualTo(new Command.RunSuite(9000, 70, false, true));
  }

  @Test
  void importTakesAFormatAndAFile() {
    Command command = parse("import tmall2014 data/events.csv.gz");

    assertThat(command)
        .isEqualTo(new Command.ImportFile("tmall2014", Path.of("data/events.csv.gz")));
  }

  @Test
  void evaluateTakesItsArgumentsAsTheyAre() {
    Command command = parse("evaluate --protocol split --train a --test=b");

    assertThat(command)
        .isEqualTo(
            new Command.Evaluate(List.of("--protocol", "split", "--train", "a", "--test=b")));
  }

  @Test
  void helpWinsOverEverythingElse() {
    assertThat(parse("--port 9000 --help")).isEqualTo(new Command.ShowHelp());
    assertThat(Command.usage())
        .contains("--fresh", "--port N", "--shoppers N", "--no-demo", "import", "evaluate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--prot 9000",
        "--port",
        "--port 70000",
        "--port eighty",
        "--shoppers 0",
        "--shoppers -1",
        "start",
        "import",
        "import tmall2014",
        "import tmall2014 file more",
        "import --fresh file",
        "--fresh=yes"
      })
  void whatIsNotUnderstoodIsRefusedWithAHint(String line) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> parse(line))
        .satisfies(refusal -> {
          assertThat(refusal.exitCode()).isEqualTo(2);
          assertThat(refusal.sentence()).endsWith("./run --help shows what is.");
        });
  }

  private static Command parse(String line) {
    return Command.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")));
  }
}
