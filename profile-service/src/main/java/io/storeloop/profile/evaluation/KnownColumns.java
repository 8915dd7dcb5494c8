package io.storeloop.profile.evaluation;

import java.util.List;

/**
 * How columns of a table of purchases are called, without signs and case ({@link
 * io.storeloop.common.evaluation.Fields#plain}), in a few languages: names that can mean nothing
 * else first, those that often mean something else last. The first that a table has is taken.
 */
final class KnownColumns {
  /** When. */
  static final List<String> DATES =
      words(
          """
          date invoicedate orderdate purchasedate saledate salesdate orderedat purchasedat
          boughtat transdate tdat transactiondate transactiontime ordertime purchasetime
          transactiondt transactiontimestamp orderpurchasetimestamp orderedon purchasedon
          boughton placedon placedat paidat paidon paymentdate billedon billedat billingdate
          chargedon chargedat chargedate invoicedon donationdate giftdate datum bestelldatum
          kaufdatum rechnungsdatum auftragsdatum besteldatum aankoopdatum orderdatum
          datecommande datedecommande dateachat datefacture fecha fechapedido fechacompra
          fechafactura dataordine dataacquisto datapedido datacompra timestamp datetime
          visitdatetime eventtime eventdate occurredat createdat time day ts
          """);

  /** Who; a number of the shop before a name or an address. */
  static final List<String> CUSTOMERS =
      words(
          """
          customeruniqueid customerid customer customerno customernumber customerkey custid
          cust userid user householdid household householdkey memberid membernumber memberno
          clientid client buyerid shopperid accountid cardid visitorid subscriberid subscriber
          donorid donor kundenid kundenummer kundennummer kundennr kunde kundid kundnummer
          kund klantid klantnummer klantnr klant idclient numeroclient clienteid idcliente
          cliente idklienta klientid klient customername customeremail customermail clientname
          clientemail kundenname nomclient buyeremail useremail emailaddress email uid id
          """);

  /** Money of the row. */
  static final List<String> AMOUNTS =
      words(
          """
          amount tranamount transactionamount orderamount ordertotal ordervalue saleamount
          salesamount dollarvalue salesvalue salesprice purchaseamount revenue totalamount
          totalprice total sales spend charge charged amountcharged chargeamount chargedamount
          amountpaid paidamount invoiceamount invoicetotal grandtotal donationamount
          giftamount betrag rechnungsbetrag gesamtbetrag umsatz bestellwert bedrag
          totaalbedrag omzet montant montanttotal importe importetotal importo monto valor
          kwota belopp value paymentvalue monetaryvalue
          """);

  /** Money of a piece. */
  static final List<String> UNIT_PRICES =
      words(
          """
          unitprice price priceeach einzelpreis preis prixunitaire prix preciounitario precio
          prezzo prijs
          """);

  /** Pieces. */
  static final List<String> QUANTITIES =
      words(
          """
          quantity qty quantityordered menge anzahl quantite cantidad quantita aantal
          """);

  /** Numbers of invoices. */
  static final List<String> INVOICES =
      words(
          """
          invoiceno invoice orderid transactionid basketid
          """);

  /** What was done. */
  static final List<String> KINDS =
      words(
          """
          type event eventtype behavior behaviour behaviortype action
          """);

  private KnownColumns() {}

  private static List<String> words(String text) {
    return List.of(text.strip().split("\\s+"));
  }
}
