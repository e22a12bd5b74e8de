package io.s22.window.curve;

import java.util.List;

/** The weighted mean of several models: their errors partly cancel out. */
final class Blend implements Model {
  private final String name;
  private final List<Model> models;
  private final double[] weights;

  Blend(String name, List<Model> models, double... weights) {
    this.name = name;
    this.models = List.copyOf(models);
    this.weights = weights.clone();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double[] forecast(DayGrid past, int days) {
    double[] sum = new double[days * past.slots()];
    double total = Profiles.sum(weights);
    for (int m = 0; m < weights.length; m++) {
      double[] own = models.get(m).forecast(past, days);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += own[i] * weights[m] / total;
      }
    }
    return sum;
  }
}
