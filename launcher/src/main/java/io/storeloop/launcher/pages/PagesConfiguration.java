package io.storeloop.launcher.pages;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The pages' headers. The files themselves come from the dashboard module. */
@Configuration(proxyBeanMethods = false)
public class PagesConfiguration {
  @Bean
  FilterRegistrationBean<PageHeadersFilter> launcherPageHeaders() {
    var registration = new FilterRegistrationBean<>(new PageHeadersFilter());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }
}
