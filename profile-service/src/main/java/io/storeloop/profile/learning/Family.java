package io.storeloop.profile.learning;

/** A kind of model. */
public enum Family {
  LOGISTIC("logistic regression"),
  FOREST("random forest"),
  BOOSTING("gradient boosting");

  private final String label;

  Family(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
