package io.storeloop.profile.predictor;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;

/**
 * The life of a shop's predictions in one running service. Each chapter goes on where the one
 * before it ended: models take long to train, and a later answer rests on an earlier one.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class PredictorIT {
  private static final PredictedShop SHOP = new PredictedShop();

  @AfterAll
  static void stop() {
    SHOP.close();
  }

  @Nested
  @Order(1)
  class Training extends TrainingChapter {
    Training() {
      super(SHOP);
    }
  }

  @Nested
  @Order(2)
  class Forecasts extends ForecastChapter {
    Forecasts() {
      super(SHOP);
    }
  }

  @Nested
  @Order(3)
  class Scores extends ScoreChapter {
    Scores() {
      super(SHOP);
    }
  }
}
