package io.storeloop.algorithms.lifetime;

/** The models of buying until one silently stops. */
public enum PurchaseFamily {
  /** Leaves after a repeat purchase, or never. */
  BG_NBD("bgNbd", "BG/NBD"),
  /** Leaves after any purchase, the first included. */
  MBG_NBD("mbgNbd", "MBG/NBD"),
  /** Leaves at any time. */
  PARETO_NBD("paretoNbd", "Pareto/NBD");

  private final String key;
  private final String title;

  PurchaseFamily(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /** As in JSON. */
  public String key() {
    return key;
  }

  /** As in the literature. */
  public String title() {
    return title;
  }

  /** With four parameters, all above 0, in the order of {@link PurchaseProcess#parameters()}. */
  public PurchaseProcess process(double[] parameters) {
    double r = parameters[0];
    double alpha = parameters[1];
    return switch (this) {
      case BG_NBD, MBG_NBD -> new BetaGeometricNbd(this, r, alpha, parameters[2], parameters[3]);
      case PARETO_NBD -> new ParetoNbd(r, alpha, parameters[2], parameters[3]);
    };
  }
}
