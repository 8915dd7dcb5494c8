package io.storeloop.violations.campaign;

import org.springframework.web.bind.annotation.RestController;

@RestController
public class PublicApi {}
