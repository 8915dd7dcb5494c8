package io.storeloop.ingestion.segment;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where a body may wrongly call itself a form: where RudderStack's library sends its batches. */
@Configuration(proxyBeanMethods = false)
class FormLabelConfiguration {
  @Bean
  FilterRegistrationBean<FormLabelFilter> ingestionFormLabelFilter() {
    var registration = new FilterRegistrationBean<>(new FormLabelFilter());
    registration.addUrlPatterns("/v1/batch");
    return registration;
  }
}
