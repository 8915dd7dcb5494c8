package io.storeloop.campaign.delivery.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Which addresses somebody else may make us call: those of the public internet. Everything that
 * could be a machine of the shop itself, or of whoever hosts it, is refused.
 *
 * <p>Source: the IANA special-purpose address registries (RFC 6890).
 */
final class PublicAddresses {
  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return switch (address) {
      case Inet4Address v4 -> isPublic4(bytes, 0);
      case Inet6Address v6 -> isPublic6(bytes);
      default -> false;
    };
  }

  private static boolean isPublic4(byte[] bytes, int from) {
    int a = bytes[from] & 0xff;
    int b = bytes[from + 1] & 0xff;
    int c = bytes[from + 2] & 0xff;
    boolean shared = a == 100 && b >= 64 && b < 128; // carriers' own, 100.64/10
    boolean assigned = a == 192 && b == 0 && (c == 0 || c == 2); // protocols, documentation
    boolean privateUse = a == 10 || (a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168);
    boolean measuring = a == 198 && (b == 18 || b == 19);
    boolean documentation = (a == 198 && b == 51 && c == 100) || (a == 203 && b == 0 && c == 113);
    boolean linkLocal = a == 169 && b == 254; // with the metadata of clouds
    boolean azure = a == 168 && b == 63 && c == 129 && (bytes[from + 3] & 0xff) == 16; // its host
    return a != 0
        && a != 127
        && a < 224
        && !shared
        && !assigned
        && !privateUse
        && !measuring
        && !documentation
        && !linkLocal
        && !azure;
  }

  /** Global unicast (2000::/3) alone, and within it none that only wraps an IPv4 address. */
  private static boolean isPublic6(byte[] bytes) {
    int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    int second = (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff);
    if (first == 0x64 && second == 0xff9b) {
      // translated by NAT64; behind its local-use prefix (64:ff9b:1::/48) the address is elsewhere
      return isZero(bytes, 4, 12) && isPublic4(bytes, 12);
    }
    if (first == 0x2002) {
      return isPublic4(bytes, 2); // 6to4
    }
    boolean special = first == 0x2001 && (second == 0x0db8 || second < 0x0200);
    boolean documentation = first == 0x3fff && second < 0x1000; // 3fff::/20
    return (first & 0xe000) == 0x2000 && !special && !documentation;
  }

  private static boolean isZero(byte[] bytes, int from, int until) {
    for (int i = from; i < until; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
