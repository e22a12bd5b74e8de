package io.s22.run.engine;

/** The longest way through what is left of a run: its mean end and the variance along it. */
final class LongestWay {
  private final RunFold run;
  private final StepLengths lengths;
  private final long now;
  private final double[] stepMean;
  private final double[] stepVariance;
  private final boolean[] stepKnown;
  private final double[] stageMean;
  private final double[] stageVariance;
  private double mean;
  private double variance;

  LongestWay(RunFold run, StepLengths lengths, long now) {
    this.run = run;
    this.lengths = lengths;
    this.now = now;
    this.stepMean = new double[run.steps.size()];
    this.stepVariance = new double[run.steps.size()];
    this.stepKnown = new boolean[run.steps.size()];
    this.stageMean = new double[run.stages.size()];
    this.stageVariance = new double[run.stages.size()];
    run.compiled.inOrder().forEach(this::stage);
  }

  /** The expected end in milliseconds of the epoch; 0 when nothing is left. */
  double mean() {
    return mean;
  }

  double variance() {
    return variance;
  }

  private void stage(StageUnit unit) {
    StageState stage = run.stages.get(unit.index);
    if (stage.ended) {
      return;
    }
    double begin = Math.max(now, run.opens + unit.offset);
    double spread = 0;
    for (StageUnit before : unit.after) {
      if (stageMean[before.index] > begin) {
        begin = stageMean[before.index];
        spread = stageVariance[before.index];
      }
    }
    stageMean[unit.index] = begin;
    stageVariance[unit.index] = spread;
    for (StepUnit step : unit.inOrder) {
      step(step, begin, spread);
    }
    if (stageMean[unit.index] > mean) {
      mean = stageMean[unit.index];
      variance = stageVariance[unit.index];
    }
  }

  private void step(StepUnit unit, double stageBegin, double stageSpread) {
    StepState step = run.steps.get(unit.index);
    if (step.hasEnded()) {
      return;
    }
    double begin = stageBegin;
    double spread = stageSpread;
    for (StepUnit before : unit.after) {
      if (stepKnown[before.index] && stepMean[before.index] > begin) {
        begin = stepMean[before.index];
        spread = stepVariance[before.index];
      }
    }
    boolean started = step.started != StepState.NEVER;
    double length = lengths.mean(unit);
    double end = started ? Math.max(now, step.started + length) : begin + length;
    stepKnown[unit.index] = true;
    stepMean[unit.index] = end;
    stepVariance[unit.index] = spread + lengths.variance(unit);
    if (end > stageMean[unit.stage.index]) {
      stageMean[unit.stage.index] = end;
      stageVariance[unit.stage.index] = stepVariance[unit.index];
    }
  }
}
