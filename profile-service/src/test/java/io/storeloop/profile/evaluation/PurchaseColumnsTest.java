package io.storeloop.profile.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.storeloop.common.evaluation.EvaluationRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PurchaseColumnsTest {
  private static final PurchaseNames NOTHING_NAMED =
      new PurchaseNames("--customer", Optional.empty(), Optional.empty(), Optional.empty());

  @TempDir private Path folder;

  @Test
  void clicksAreNoPurchasesWhereTheFirstPurchaseComesLate() throws IOException {
    assertThat(of("1", "2", "3", "4").purchase()).isEqualTo(Set.of("4"));
    assertThat(of("1", "2", "1", "0").purchase()).isEqualTo(Set.of("1"));
  }

  @Test
  void whereEverythingIsOneTheRowsArePurchases() throws IOException {
    assertThat(of("1", "1", "1", "1").purchase()).isEqualTo(Set.of("1"));
  }

  @Test
  void actsThatCannotBeToldApartAreRefused() {
    assertThatExceptionOfType(EvaluationRefusal.class)
        .isThrownBy(() -> of("1", "2", "3", "3"))
        .withMessageContaining("Column 'behavior_type' holds 1, 2, 3")
        .withMessageContaining("neither a 0 nor a 4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Customer Email,Order Date,Total",
        "CUSTOMERNAME,ORDERDATE,SALES",
        "subscriber_id,charged_on,charge",
        "Kunde,Datum,Betrag",
        "Kundennummer,Bestelldatum,Umsatz",
        "numero_client,date_commande,montant",
        "cliente,fecha,importe",
        "email,date,amount"
      })
  void usualNamesOfSeveralLanguagesAreKnown(String names) throws IOException {
    Path table = folder.resolve("names.csv");
    Files.writeString(table, "row," + names + "\n1,anna,2024-01-01,5\n2,ben,2024-01-02,6\n");

    PurchaseColumns columns = PurchaseColumns.of(table, NOTHING_NAMED);

    assertThat(columns.customer()).isEqualTo(1);
    assertThat(columns.date()).isEqualTo(2);
    assertThat(columns.amount()).isEqualTo(3);
  }

  @Test
  void aNumberOfTheShopIsTheCustomerRatherThanAName() throws IOException {
    Path table = folder.resolve("both.csv");
    Files.writeString(table, "customer_name,email,customer_id,date\nA,a@x,1,2024-01-01\n");

    assertThat(PurchaseColumns.of(table, NOTHING_NAMED).customer()).isEqualTo(2);
  }

  @Test
  void severalCurrenciesAreAddedUpButNotSilently() throws IOException {
    Path several = file("s.csv", "customer;date;amount\na;2024-01-01;5,50 €\nb;2024-01-02;$7.25\n");
    Path one = file("o.csv", "customer;date;amount\na;2024-01-01;5,50 €\nb;2024-01-02;7,25 EUR\n");

    assertThat(PurchaseFile.read(several, NOTHING_NAMED).notes())
        .containsExactly("Amounts in EUR, USD are added up as if they were of one currency.");
    assertThat(PurchaseFile.read(one, NOTHING_NAMED).notes()).isEmpty();
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** A file of 900 rows of three kinds in turn, and one of the last kind. */
  private PurchaseColumns of(String one, String two, String three, String last) throws IOException {
    StringBuilder text = new StringBuilder("user_id,behavior_type,time\n");
    String[] kinds = {one, two, three};
    for (int row = 0; row < 900; row++) {
      text.append("u%d,%s,2014-12-%02d\n".formatted(row % 50, kinds[row % 3], 1 + row % 28));
    }
    text.append("u1,%s,2014-12-30\n".formatted(last));
    return PurchaseColumns.of(Files.writeString(folder.resolve("acts.csv"), text), NOTHING_NAMED);
  }
}
