package io.storeloop.ingestion.catalogue;

import io.storeloop.ingestion.rows.UnreadableFileException;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.zip.ZipException;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the XML of a product feed, event by event. Read by one thread.
 *
 * <p>A document type declaration ends the reading at once, before anything it declares could be
 * used: no entity of its own, no file, no address is ever opened. Depth is bounded, and so is what
 * lies between two events (a comment, an attribute), which the parser would hold in memory.
 */
final class MerchantXml implements Closeable {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_BYTES_BETWEEN_EVENTS = 1 << 20;
  private static final Set<String> ROOTS = Set.of("rss", "RDF", "feed");
  private static final Set<String> RECORDS = Set.of("item", "entry");

  private final XMLStreamReader xml;
  private final BoundedGap bytes;
  private int depth;

  private MerchantXml(XMLStreamReader xml, BoundedGap bytes) {
    this.xml = xml;
    this.bytes = bytes;
  }

  /**
   * Reads up to the root.
   *
   * @throws UnreadableFileException {@code malformed_xml}, {@code doctype_refused}
   */
  static MerchantXml open(InputStream feed) throws IOException {
    BoundedGap bytes = new BoundedGap(feed);
    try {
      MerchantXml opened = new MerchantXml(factory().createXMLStreamReader(bytes), bytes);
      opened.readToRoot();
      return opened;
    } catch (XMLStreamException malformed) {
      throw explain(malformed);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    factory.setXMLResolver((publicId, systemId, base, namespace) -> {
      throw new XMLStreamException("nothing outside the feed is opened");
    });
    return factory;
  }

  private void readToRoot() throws IOException {
    while (next() != XMLStreamConstants.START_ELEMENT) {
      if (xml.getEventType() == XMLStreamConstants.END_DOCUMENT) {
        throw malformed("there is no element");
      }
    }
    if (!ROOTS.contains(xml.getLocalName())) {
      throw malformed("a product feed begins with rss or feed, not with " + xml.getLocalName());
    }
  }

  /** Goes on into the next product; false after the last, however often it is asked. */
  boolean enterRecord() throws IOException {
    while (xml.getEventType() != XMLStreamConstants.END_DOCUMENT) {
      switch (next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (RECORDS.contains(xml.getLocalName())) {
            return true;
          }
        }
        default -> {
          // titles of the feed itself, and white space
        }
      }
    }
    return false;
  }

  /** The next event, one of {@link XMLStreamConstants}. */
  int next() throws IOException {
    try {
      bytes.startGap();
      int event = xml.next();
      if (event == XMLStreamConstants.DTD) {
        throw new UnreadableFileException(
            "doctype_refused", "a feed may not declare a document type");
      }
      if (event == XMLStreamConstants.START_ELEMENT && ++depth > MAX_DEPTH) {
        throw malformed("elements are nested deeper than %d levels".formatted(MAX_DEPTH));
      }
      if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
      return event;
    } catch (XMLStreamException malformed) {
      throw explain(malformed);
    }
  }

  /** Elements that are open, the root included. */
  int depth() {
    return depth;
  }

  String name() {
    return xml.getLocalName();
  }

  /** Empty when the element has none. */
  String namespace() {
    String namespace = xml.getNamespaceURI();
    return namespace == null ? "" : namespace;
  }

  @Nullable String attribute(String name) {
    return xml.getAttributeValue(null, name);
  }

  String text() {
    return xml.getText();
  }

  private static UnreadableFileException malformed(String detail) {
    return new UnreadableFileException("malformed_xml", "no product feed: " + detail);
  }

  private static IOException explain(XMLStreamException failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnreadableFileException || cause instanceof ZipException) {
        return (IOException) cause;
      }
    }
    int line = failure.getLocation() == null ? 1 : failure.getLocation().getLineNumber();
    return malformed("the XML is not well-formed at line " + line);
  }

  @Override
  public void close() throws IOException {
    try {
      xml.close();
    } catch (XMLStreamException failure) {
      throw explain(failure);
    } finally {
      bytes.close();
    }
  }

  private static final class BoundedGap extends FilterInputStream {
    private int inGap;

    BoundedGap(InputStream in) {
      super(in);
    }

    void startGap() {
      inGap = 0;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (inGap > MAX_BYTES_BETWEEN_EVENTS) {
        throw new UnreadableFileException(
            "malformed_xml",
            "no product feed: a comment or a tag has more than %d bytes"
                .formatted(MAX_BYTES_BETWEEN_EVENTS));
      }
      int read = super.read(buffer, offset, length);
      inGap += Math.max(read, 0);
      return read;
    }
  }
}
