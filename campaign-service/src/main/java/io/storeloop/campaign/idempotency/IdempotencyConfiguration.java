package io.storeloop.campaign.idempotency;

import io.storeloop.campaign.idempotency.IdempotencyKeyFilter.PostPaths;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** Puts the filter behind the keys and the bound of bodies. */
@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {
  private static final int BEHIND_THE_EDGE = Ordered.HIGHEST_PRECEDENCE + 1000;
  private static final String OURS = "io.storeloop.campaign.";

  @Bean
  FilterRegistrationBean<IdempotencyKeyFilter> campaignIdempotencyKeyFilter(
      JdbcIdempotency keys,
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> mapping,
      @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> resolver,
      IdempotencyProperties properties) {
    // filters are made before the controllers are known
    Supplier<List<PathPattern>> paths = SingletonSupplier.of(() -> postsOf(mapping.getObject()));
    PostPaths posts = paths::get;
    HandlerExceptionResolver problems =
        (request, response, handler, failure) ->
            resolver.getObject().resolveException(request, response, handler, failure);
    var registration =
        new FilterRegistrationBean<>(
            new IdempotencyKeyFilter(keys, posts, problems, properties.maxAnswerBytes()));
    registration.setOrder(BEHIND_THE_EDGE);
    return registration;
  }

  private static List<PathPattern> postsOf(RequestMappingHandlerMapping mapping) {
    return mapping.getHandlerMethods().entrySet().stream()
        .filter(entry -> entry.getValue().getBeanType().getName().startsWith(OURS))
        .map(entry -> entry.getKey())
        .filter(info -> info.getMethodsCondition().getMethods().contains(RequestMethod.POST))
        .flatMap(info ->
            info.getPathPatternsCondition() == null
                ? Stream.<PathPattern>empty()
                : info.getPathPatternsCondition().getPatterns().stream())
        .toList();
  }
}
