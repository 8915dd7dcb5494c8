package io.storeloop.recommendation.model;

/** Which of several processes trains; the others take what it learnt from the registry. */
interface TrainingLease {
  /** Of a process that has the shop to itself. */
  TrainingLease ALONE =
      new TrainingLease() {
        @Override
        public boolean held() {
          return true;
        }

        @Override
        public boolean renew() {
          return true;
        }

        @Override
        public boolean take() {
          return true;
        }

        @Override
        public void release() {}
      };

  /** Whether this process trains, as far as it knows; asks nobody. */
  boolean held();

  /** Goes on with the lease, or takes one that nobody holds any more; whether it is held then. */
  boolean renew();

  /** Takes the lease from whoever holds it, unless a training is under way there. */
  boolean take();

  /** Leaves it to the others, as far as the database is there. */
  void release();
}
