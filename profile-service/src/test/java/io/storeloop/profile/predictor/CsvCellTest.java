package io.storeloop.profile.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvCellTest {
  @Test
  void noTextIsTakenForAFormula() {
    assertThat(CsvCell.of("anna")).isEqualTo("\"anna\"");
    assertThat(CsvCell.of("=1+1")).isEqualTo("\"'=1+1\"");
    assertThat(CsvCell.of("@sum")).isEqualTo("\"'@sum\"");
    assertThat(CsvCell.of("\uFF1D1+1")).isEqualTo("\"'\uFF1D1+1\"");
    assertThat(CsvCell.of("\uFF20sum")).isEqualTo("\"'\uFF20sum\"");
    assertThat(CsvCell.of("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
    assertThat(CsvCell.of("")).isEqualTo("\"\"");
  }
}
