package io.storeloop.common.edge;

/**
 * One mistake in a request.
 *
 * @param pointer a JSON pointer (RFC 6901) to what is wrong; empty for the whole body; a
 *     parameter's name behind {@code ?} for a query parameter
 * @param code stable, in snake case
 * @param detail what was expected and what came
 */
public record FieldProblem(String pointer, String code, String detail) {}
