package io.storeloop.profile.predictor;

/** What answers about a shopper; names none. Immutable, kept as JSON. */
sealed interface ShopperModel permits TrainedPredictor, ForecastModel {}
