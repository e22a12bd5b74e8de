package io.s22.forecast.net;

import io.s22.forecast.draw.Scramble;

/**
 * The scrambles of a few trials that are played many times, with one change or another: each is
 * made once. Not for several simulations at the same time.
 */
public final class Scrambles {
  private final Scramble[] made;
  private final Settings settings;
  private final int[][] directions;
  private final int block;

  /** For {@code net} and what differs from it in no variable. */
  public Scrambles(Network net, Settings settings) {
    this.made = new Scramble[settings.replicates()];
    this.settings = settings;
    this.directions = net.directions;
    this.block = Worker.atOnce(net, settings);
  }

  /** Scramble number {@code replicate}; one thread asks for it. */
  Scramble of(int replicate) {
    Scramble scramble = made[replicate];
    if (scramble == null) {
      scramble = new Scramble(directions, settings.bits(), block);
      scramble.begin(settings.seed(), replicate);
      made[replicate] = scramble;
    }
    return scramble;
  }
}
