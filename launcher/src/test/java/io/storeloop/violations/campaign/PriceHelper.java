package io.storeloop.violations.campaign;

class PriceHelper {}
