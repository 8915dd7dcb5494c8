package io.storeloop.common.schema;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the database is and how long anyone waits for it.
 *
 * @param poolSize connections that one service holds at most
 * @param connectionWait how long a request waits for a connection before it is answered 503
 * @param socketTimeout without a byte from the server for so long a connection counts as dead
 * @param requireDurable refuse to start unless the server keeps what it acknowledges
 */
@Validated
@ConfigurationProperties("storeloop.database")
public record DatabaseProperties(
    @NotBlank String url,
    @NotBlank String username,
    @DefaultValue("") String password,
    @Min(2) @Max(200) @DefaultValue("8") int poolSize,
    @DefaultValue("1s") Duration connectionWait,
    @DefaultValue("2s") Duration connectTimeout,
    @DefaultValue("30s") Duration socketTimeout,
    @DefaultValue("20s") Duration statementTimeout,
    @DefaultValue("2s") Duration lockTimeout,
    @DefaultValue("true") boolean requireDurable) {}
