package io.storeloop.launcher.suite;

import io.storeloop.common.edge.EdgeConfiguration;
import io.storeloop.common.schema.SchemaConfiguration;
import io.storeloop.launcher.pages.PagesConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** All four services and the dashboard's pages in one context. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({EdgeConfiguration.class, SchemaConfiguration.class, PagesConfiguration.class})
class SuiteModule {}
