package io.storeloop.ingestion.catalogue;

import io.storeloop.common.edge.ProblemException;
import io.storeloop.ingestion.body.JsonSlices;
import io.storeloop.ingestion.body.ReadRecord;
import io.storeloop.ingestion.body.RecordReader;
import io.storeloop.ingestion.body.Slice;
import io.storeloop.ingestion.quality.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The products of a JSON-LD document in the vocabulary of schema.org, wherever they stand: alone,
 * in an array, in a {@code @graph}, in an {@code ItemList}. Whatever stands in their place and is
 * no product is refused by name, so that every node has an outcome.
 *
 * <p>The document is cut, not read, on the way down to its nodes; a node that cannot be read spoils
 * none of its neighbours. {@code @context} is not looked at and never fetched.
 *
 * <p>Source: W3C, JSON-LD 1.1; schema.org, Product and ItemList.
 */
final class SchemaOrgItems implements ItemSource {
  private static final int MAX_LIST_DEPTH = 8;
  private static final Set<String> PRODUCTS =
      Set.of("Product", "ProductModel", "ProductGroup", "IndividualProduct", "SomeProducts");

  private final RecordReader reader = new RecordReader();
  private final List<Slice> nodes = new ArrayList<>();
  private final Iterator<Slice> iterator;

  /**
   * Finds the nodes.
   *
   * @throws ProblemException {@code malformed_json} if the brackets of the document do not match
   */
  SchemaOrgItems(Slice document) {
    if (document.first() != '{' && document.first() != '[') {
      throw ProblemException.invalid(
          "", "malformed_json", "JSON-LD is a JSON object or an array of them");
    }
    collect(document, 0);
    this.iterator = nodes.iterator();
  }

  private void collect(Slice part, int depth) {
    if (depth > MAX_LIST_DEPTH) {
      throw ProblemException.invalid(
          "", "too_complex", "lists are nested deeper than %d levels".formatted(MAX_LIST_DEPTH));
    }
    if (part.first() == '[') {
      JsonSlices.elements(part).forEach(element -> collect(element, depth + 1));
      return;
    }
    Slice inner = part.first() == '{' ? inner(part, depth) : null;
    if (inner == null) {
      nodes.add(part);
    } else {
      collect(inner, depth + 1);
    }
  }

  /** What a node that is only a frame holds; null if it is a node of its own. */
  private @Nullable Slice inner(Slice node, int depth) {
    Map<String, Slice> members;
    try {
      members = JsonSlices.members(node);
    } catch (ProblemException unreadable) {
      if (depth == 0) {
        throw unreadable;
      }
      return null;
    }
    if (members.containsKey("@graph")) {
      return members.get("@graph");
    }
    return switch (typeOf(members)) {
      case "ItemList" -> members.get("itemListElement");
      case "ListItem" -> members.get("item");
      default -> null;
    };
  }

  private static String typeOf(Map<String, Slice> members) {
    Slice type = members.get("@type");
    return type == null
        ? ""
        : SchemaOrgProduct.localName(type.text().replaceAll("[\"\\[\\]\\s]", ""));
  }

  @Override
  public @Nullable SentItem next() {
    if (!iterator.hasNext()) {
      return null;
    }
    Slice node = iterator.next();
    return new SentItem() {
      @Override
      public JudgedItem judge(Instant receivedAt) {
        return SchemaOrgItems.this.judge(node);
      }

      @Override
      public String payload() {
        return node.text();
      }
    };
  }

  private JudgedItem judge(Slice node) {
    return switch (reader.read(node)) {
      case ReadRecord.Unreadable unreadable -> new JudgedItem.Refused(null, unreadable.refusal());
      case ReadRecord.Readable readable -> {
        boolean product =
            SchemaOrgProduct.types(readable.fields()).stream().anyMatch(PRODUCTS::contains);
        yield product
            ? SchemaOrgProduct.judge(readable.fields())
            : new JudgedItem.Refused(
                null,
                Refusal.ofField(
                    "@type",
                    "not_a_product",
                    "a node must be of type Product, not " + readable.fields().get("@type")));
      }
    };
  }

  @Override
  public void close() {
    // nothing is open: the document is in memory
  }
}
