package io.storeloop.recommendation.model;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The values of a snapshot, one after the other, as {@link SnapshotInput} reads them. */
final class SnapshotOutput {
  private static final int BUFFER = 1 << 16;

  private final MessageDigest digest = Checksums.sha256();
  private final OutputStream raw;
  private final DataOutputStream out;

  SnapshotOutput(OutputStream to) {
    this.raw = to;
    this.out =
        new DataOutputStream(new BufferedOutputStream(new DigestOutputStream(to, digest), BUFFER));
  }

  SnapshotOutput number(int value) throws IOException {
    out.writeInt(value);
    return this;
  }

  SnapshotOutput decimal(double value) throws IOException {
    out.writeDouble(value);
    return this;
  }

  SnapshotOutput byteValue(int value) throws IOException {
    out.writeByte(value);
    return this;
  }

  SnapshotOutput text(String value) throws IOException {
    out.writeUTF(value);
    return this;
  }

  SnapshotOutput ints(int[] values) throws IOException {
    out.writeInt(values.length);
    for (int value : values) {
      out.writeInt(value);
    }
    return this;
  }

  SnapshotOutput floats(float[] values) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeFloat(value);
    }
    return this;
  }

  SnapshotOutput decimals(double[] values) throws IOException {
    out.writeInt(values.length);
    for (double value : values) {
      out.writeDouble(value);
    }
    return this;
  }

  /** Ends it with its checksum, which is returned in hexadecimal digits. */
  String finish() throws IOException {
    out.flush();
    byte[] checksum = digest.digest();
    raw.write(checksum);
    raw.flush();
    return HexFormat.of().formatHex(checksum);
  }
}
