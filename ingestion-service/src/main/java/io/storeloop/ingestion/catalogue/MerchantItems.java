package io.storeloop.ingestion.catalogue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The products of a Google Merchant feed.
 *
 * <p>What Google's namespace says comes before what RSS or Atom say under the same name. A product
 * that is longer or deeper than a record may be is refused; its neighbours are read.
 *
 * <p>Source: Google Merchant Center, Product data specification.
 */
final class MerchantItems implements ItemSource {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String GOOGLE = "http://base.google.com/ns/1.0";

  private static final JsonMapper JSON = new JsonMapper();

  private final MerchantXml xml;

  MerchantItems(MerchantXml xml) {
    this.xml = xml;
  }

  @Override
  public @Nullable SentItem next() throws IOException {
    if (!xml.enterRecord()) {
      return null;
    }
    Reading reading = new Reading();
    int outside = xml.depth() - 1;
    while (xml.depth() > outside) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT) {
        readField(reading);
      }
    }
    return new Product(reading.fields(), reading.budget.isSpent());
  }

  private void readField(Reading reading) throws IOException {
    String name = xml.name();
    String namespace = xml.namespace();
    if (namespace.equals(ATOM) && name.equals("link")) {
      String href = xml.attribute("href");
      readValue(reading.budget);
      put(reading.plain, name, href == null ? "" : reading.budget.take(href));
    } else if (namespace.equals(ATOM) && name.equals("id")) {
      readValue(reading.budget); // names the entry in the feed, not the product
    } else {
      put(
          namespace.equals(GOOGLE) ? reading.google : reading.plain,
          name,
          readValue(reading.budget));
    }
  }

  /** A text, or the inner elements by name; ends behind the element. */
  private Object readValue(RecordBudget budget) throws IOException {
    int outside = xml.depth() - 1;
    budget.take(xml.name());
    StringBuilder text = new StringBuilder();
    Map<String, @Nullable Object> inner = new LinkedHashMap<>();
    while (true) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          String name = xml.name();
          put(inner, name, readValue(budget));
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(budget.take(xml.text()));
        default -> {
          // comments and instructions say nothing about the product
        }
      }
      if (xml.depth() == outside) {
        return inner.isEmpty() ? text.toString().strip() : inner;
      }
    }
  }

  /** A name that is repeated has a list of values. */
  private static void put(Map<String, @Nullable Object> fields, String name, Object value) {
    if (value instanceof String text && text.isEmpty()) {
      return;
    }
    Object before = fields.get(name);
    if (before == null) {
      fields.put(name, value);
    } else if (before instanceof List<?> list) {
      List<@Nullable Object> longer = new ArrayList<>(list);
      longer.add(value);
      fields.put(name, longer);
    } else {
      fields.put(name, List.of(before, value));
    }
  }

  @Override
  public void close() throws IOException {
    xml.close();
  }

  /** One product while it is read. */
  private static final class Reading {
    private final RecordBudget budget = new RecordBudget();
    private final Map<String, @Nullable Object> google = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> plain = new LinkedHashMap<>();

    Map<String, @Nullable Object> fields() {
      Map<String, @Nullable Object> all = new LinkedHashMap<>(plain);
      all.putAll(google);
      return all;
    }
  }

  private record Product(Map<String, @Nullable Object> fields, boolean tooLarge)
      implements SentItem {
    @Override
    public JudgedItem judge(Instant receivedAt) {
      return tooLarge
          ? new JudgedItem.Refused(null, RecordBudget.refusal())
          : MerchantProduct.judge(fields, receivedAt);
    }

    @Override
    public String payload() {
      return JSON.writeValueAsString(fields);
    }
  }
}
