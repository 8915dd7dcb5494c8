package io.storeloop.e2e;

/** The running suite, however it is arranged. */
interface Suite extends AutoCloseable {
  Api ingestion();

  Api profile();

  Api recommendation();

  Api campaign();

  @Override
  void close();
}
