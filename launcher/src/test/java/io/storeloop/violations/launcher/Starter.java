package io.storeloop.violations.launcher;

public class Starter {}
