package io.storeloop.recommendation.interaction;

import java.util.Arrays;

/**
 * Numbers ids from 0 on, in the order of their first coming, and keeps them as bytes: some 20 bytes
 * more than an id has letters. A map of strings takes ten times that.
 *
 * <p>Open addressing with linear probing. The salt must be nobody's guess: with it nobody can send
 * ids that all fall into one place. Not thread-safe.
 */
final class IdTable {
  static final int ABSENT = -1;

  /** 256 KB: an array of a megabyte would take two, as G1 gives large ones whole regions. */
  private static final int CHUNK_BITS = 18;

  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int MOST_CHUNKS = 1 << (Integer.SIZE - CHUNK_BITS);

  /** Length and kind of letters come first. */
  private static final int HEAD = 2;

  private static final int LONGEST = 0x7FFF;
  private static final int FREE = 0;
  private static final int REMOVED = -1;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final long salt;

  /** The number + 1, {@link #FREE} or {@link #REMOVED}; a power of two. */
  private int[] slots = new int[1 << 10];

  private int slotsUsed;
  private int size;
  private int[] hashes = new int[1 << 8];
  private int[] places = new int[1 << 8];
  private byte[][] chunks = {};
  private int end = CHUNK;

  IdTable(long salt) {
    this.salt = salt;
  }

  /** How many numbers were given, those of removed ids too. */
  int size() {
    return size;
  }

  /** The number of an id, or {@link #ABSENT}. */
  int find(String id) {
    int hash = hash(id);
    int mask = slots.length - 1;
    for (int slot = hash & mask; slots[slot] != FREE; slot = (slot + 1) & mask) {
      int number = slots[slot] - 1;
      if (slots[slot] != REMOVED && hashes[number] == hash && isAt(places[number], id)) {
        return number;
      }
    }
    return ABSENT;
  }

  /**
   * The number of an id, a new one if it has none.
   *
   * @throws IllegalArgumentException if it has more than 32,767 letters
   * @throws IllegalStateException beyond four gigabytes of ids
   */
  int add(String id) {
    int known = find(id);
    if (known != ABSENT) {
      return known;
    }
    makeRoom();
    int number = size;
    places[number] = keep(id);
    hashes[number] = hash(id);
    occupy(number);
    size++;
    return number;
  }

  /** Forgets an id, also its letters; its number is not given again. */
  void remove(int number) {
    int mask = slots.length - 1;
    int slot = hashes[number] & mask;
    while (slots[slot] != number + 1) {
      if (slots[slot] == FREE) {
        return;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = REMOVED;
    byte[] chunk = chunk(places[number]);
    int from = offset(places[number]) + HEAD;
    int head = head(chunk, from - HEAD);
    Arrays.fill(chunk, from, from + (head >>> 1) * (1 + (head & 1)), (byte) 0);
  }

  /** The id that has the number. */
  String id(int number) {
    byte[] chunk = chunk(places[number]);
    int from = offset(places[number]);
    int head = head(chunk, from);
    char[] letters = new char[head >>> 1];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = letter(chunk, from, head, i);
    }
    return new String(letters);
  }

  private int hash(String id) {
    long hash = salt;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * MULTIPLIER;
      hash ^= hash >>> Integer.SIZE;
    }
    return (int) ((hash * MULTIPLIER) >>> Integer.SIZE);
  }

  private boolean isAt(int place, String id) {
    byte[] chunk = chunk(place);
    int from = offset(place);
    int head = head(chunk, from);
    if ((head >>> 1) != id.length()) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      if (letter(chunk, from, head, i) != id.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int keep(String id) {
    if (id.length() > LONGEST) {
      throw new IllegalArgumentException("an id of %d letters".formatted(id.length()));
    }
    boolean wide = id.chars().anyMatch(letter -> letter > 0xFF);
    int bytes = HEAD + (wide ? 2 : 1) * id.length();
    if (end + bytes > CHUNK) {
      if (chunks.length == MOST_CHUNKS) {
        throw new IllegalStateException("no room for further ids");
      }
      chunks = Arrays.copyOf(chunks, chunks.length + 1);
      chunks[chunks.length - 1] = new byte[CHUNK];
      end = 0;
    }
    byte[] chunk = chunks[chunks.length - 1];
    int place = ((chunks.length - 1) << CHUNK_BITS) | end;
    int head = (id.length() << 1) | (wide ? 1 : 0);
    chunk[end++] = (byte) (head >>> Byte.SIZE);
    chunk[end++] = (byte) head;
    for (int i = 0; i < id.length(); i++) {
      char letter = id.charAt(i);
      if (wide) {
        chunk[end++] = (byte) (letter >>> Byte.SIZE);
      }
      chunk[end++] = (byte) letter;
    }
    return place;
  }

  private byte[] chunk(int place) {
    return chunks[place >>> CHUNK_BITS];
  }

  private static int offset(int place) {
    return place & (CHUNK - 1);
  }

  /** Twice the number of letters, and one more if each takes two bytes. */
  private static int head(byte[] chunk, int from) {
    return ((chunk[from] & 0xFF) << Byte.SIZE) | (chunk[from + 1] & 0xFF);
  }

  private static char letter(byte[] chunk, int from, int head, int i) {
    int start = from + HEAD;
    return (head & 1) == 0
        ? (char) (chunk[start + i] & 0xFF)
        : (char) (((chunk[start + 2 * i] & 0xFF) << Byte.SIZE) | (chunk[start + 2 * i + 1] & 0xFF));
  }

  private void occupy(int number) {
    int mask = slots.length - 1;
    int slot = hashes[number] & mask;
    while (slots[slot] != FREE) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = number + 1;
    slotsUsed++;
  }

  private void makeRoom() {
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, size + (size >> 1));
      places = Arrays.copyOf(places, hashes.length);
    }
    if (4L * (slotsUsed + 1) > 3L * slots.length) {
      int[] before = slots;
      slots = new int[2 * before.length];
      slotsUsed = 0;
      for (int slot : before) {
        if (slot != FREE && slot != REMOVED) {
          occupy(slot - 1);
        }
      }
    }
  }
}
