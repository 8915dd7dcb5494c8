package io.storeloop.common.edge;

/**
 * A path whose bodies may be longer, or must be shorter, than the general bound; whoever owns the
 * path publishes a bean of this type.
 *
 * @param decodeGzip whether {@code Content-Encoding: gzip} is undone before the controller reads
 */
public record BodyLimit(String path, long maxBytes, boolean decodeGzip) {}
