package io.s22.forecast.net;

import io.s22.forecast.draw.Gauss;
import io.s22.forecast.draw.Mix;
import io.s22.forecast.draw.Scramble;
import org.jspecify.annotations.Nullable;

/**
 * The random numbers of a block of trials: scrambled Sobol points for the first use of the
 * variables that matter, hashes of (variable, use, trial) for everything else. Nothing depends on
 * the order in which they are asked for. One instance a thread.
 */
final class Draws {
  private final Network net;
  private final long seed;
  private final @Nullable Scrambles made;
  private Scramble scramble;
  private final double[][] groups;
  private int replicate;
  private long trial;

  /** The step whose variables are drawn anew, for its total Sobol index; -1 for none. */
  int anew = -1;

  /**
   * @param made where scrambles are had from; null where they are made here
   */
  Draws(Network net, long seed, int bits, int block, @Nullable Scrambles made) {
    this.net = net;
    this.made = made;
    this.seed = seed;
    this.scramble = new Scramble(net.directions, bits, block);
    this.groups = new double[net.groupVar.length][block];
  }

  void replicate(int number) {
    replicate = number;
    if (made == null) {
      scramble.begin(seed, number);
    } else {
      scramble = made.of(number);
    }
  }

  /** Turns to the {@code n} points from {@code index} on of this scramble. */
  void block(int index, int n) {
    scramble.position(index);
    // The same whatever the number of trials: fewer are the first of more.
    trial = ((long) replicate << 32) + index;
    for (int g = 0; g < groups.length; g++) {
      uniforms(net.groupVar[g], groups[g], n);
      for (int i = 0; i < n; i++) {
        groups[g][i] = Gauss.quantile(groups[g][i]);
      }
    }
  }

  /** The first use of {@code variable} in each trial of the block. */
  void uniforms(int variable, double[] out, int n) {
    int dimension = net.varDimension[variable];
    if (isAnew(variable)) {
      Mix.fill(Mix.key(~seed, variable, 1), trial, out, n);
    } else if (dimension >= 0) {
      scramble.fill(dimension, out);
    } else {
      Mix.fill(Mix.key(seed, variable, 1), trial, out, n);
    }
  }

  /**
   * Sets {@code bit} for the trials in which the first use of {@code variable} lies below {@code
   * p}, and for hardly any other.
   */
  void below(int variable, double p, int[] marks, int bit, double[] scratch, int n) {
    if (net.varDimension[variable] >= 0 && !isAnew(variable)) {
      scramble.below(net.varDimension[variable], p, marks, bit);
      return;
    }
    uniforms(variable, scratch, n);
    for (int i = 0; i < n; i++) {
      marks[i] |= scratch[i] < p ? bit : 0;
    }
  }

  /** Use number {@code use}, from 1, of {@code variable} in trial {@code i} of the block. */
  double uniform(int variable, long use, int i) {
    boolean anewHere = isAnew(variable);
    int dimension = net.varDimension[variable];
    if (use == 1 && dimension >= 0 && !anewHere) {
      return scramble.at(dimension, i);
    }
    return Mix.uniform(Mix.key(anewHere ? ~seed : seed, variable, use), trial + i);
  }

  /** A number of a stream that belongs to no variable of the plan. */
  double other(long name, long use, int i) {
    return Mix.uniform(Mix.key(seed, -1 - name, use), trial + i);
  }

  private boolean isAnew(int variable) {
    return anew >= 0 && net.varStep[variable] == anew;
  }

  /** A slow night is slow for all: mixes the group's normal factor into its members' uniforms. */
  void together(int group, double[] u, int n) {
    for (int i = 0; i < n; i++) {
      u[i] = together(group, u[i], i);
    }
  }

  double together(int group, double u, int i) {
    double shared = net.groupShare[group];
    double z = Math.sqrt(shared) * groups[group][i] + Math.sqrt(1 - shared) * Gauss.quantile(u);
    return Gauss.below(z);
  }
}
