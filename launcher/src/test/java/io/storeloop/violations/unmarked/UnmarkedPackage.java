package io.storeloop.violations.unmarked;

class UnmarkedPackage {}
