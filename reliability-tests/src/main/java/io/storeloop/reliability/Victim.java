package io.storeloop.reliability;

/** Who is killed. */
enum Victim {
  SERVICE,
  DATABASE
}
