package io.storeloop.ingestion.rows;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a CSV file (RFC 4180) into rows. What is not UTF-8 becomes U+FFFD. Read by one thread.
 *
 * <p>A quote that is never closed would make the rest of the file one row: a row is bounded.
 */
public final class CsvRows implements Closeable {
  private static final int MAX_ROW_CHARACTERS = 1 << 16;

  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final BoundedReader reader;
  private final Map<String, Integer> header;
  private long number;

  private CsvRows(
      CSVParser parser,
      Iterator<CSVRecord> records,
      BoundedReader reader,
      Map<String, Integer> header) {
    this.parser = parser;
    this.records = records;
    this.reader = reader;
    this.header = header;
  }

  /**
   * Reads the header.
   *
   * @throws UnreadableFileException {@code empty_file}, {@code wrong_header}, {@code malformed_csv}
   */
  public static CsvRows open(InputStream plain, char delimiter) throws IOException {
    BoundedReader reader = new BoundedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    CSVFormat format =
        CSVFormat.RFC4180.builder().setDelimiter(delimiter).setIgnoreEmptyLines(true).get();
    CSVParser parser = CSVParser.builder().setReader(reader).setFormat(format).get();
    Iterator<CSVRecord> records = parser.iterator();
    CSVRecord first = nextRecord(records, 0);
    if (first == null) {
      throw new UnreadableFileException("empty_file", "the file has no header line");
    }
    Map<String, Integer> header = new LinkedHashMap<>();
    for (int i = 0; i < first.size(); i++) {
      String column = first.get(i).strip();
      String name = i == 0 && column.startsWith("\ufeff") ? column.substring(1) : column;
      if (header.put(name, i) != null) {
        throw new UnreadableFileException(
            "wrong_header", "the first line names the column \"%s\" twice".formatted(name));
      }
    }
    return new CsvRows(parser, records, reader, header);
  }

  /** Column to its place, in the order of the file. */
  public Map<String, Integer> header() {
    return header;
  }

  /** The next row; null after the last. */
  public @Nullable CsvRow next() throws IOException {
    reader.startRow();
    CSVRecord row = nextRecord(records, number);
    return row == null ? null : new CsvRow(++number, header, row.toList());
  }

  private static @Nullable CSVRecord nextRecord(Iterator<CSVRecord> records, long number)
      throws IOException {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (UncheckedIOException failure) {
      throw explain(failure.getCause(), number);
    } catch (IllegalStateException failure) {
      throw failure.getCause() instanceof IOException io
          ? explain(io, number)
          : new UnreadableFileException("malformed_csv", "no CSV after row " + number);
    }
  }

  private static IOException explain(@Nullable IOException failure, long number) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnreadableFileException known) {
        return known;
      }
      if (cause instanceof ZipException || cause instanceof EOFException) {
        return (IOException) cause;
      }
    }
    return new UnreadableFileException(
        "malformed_csv", "no CSV after row %d: a quote stands where none may".formatted(number));
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private static final class BoundedReader extends FilterReader {
    private int inRow;

    BoundedReader(Reader in) {
      super(in);
    }

    void startRow() {
      inRow = 0;
    }

    @Override
    public int read() throws IOException {
      char[] one = new char[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      if (inRow > MAX_ROW_CHARACTERS) {
        throw new UnreadableFileException(
            "row_too_long",
            "a row has more than %d characters: is a quote never closed?"
                .formatted(MAX_ROW_CHARACTERS));
      }
      int read = super.read(buffer, offset, length);
      inRow += Math.max(read, 0);
      return read;
    }
  }
}
