package io.s22.forecast.net;

/**
 * How much is simulated.
 *
 * @param bits each scramble has 2^bits trials
 * @param replicates how many scrambles
 * @param seed the same seed gives the same answer, whatever the number of threads
 * @param threads how many work at it
 * @param full whether stages, services and steps are measured, or just how the run ends
 * @param events whether every trial goes event by event; for tests of the two against each other
 * @param anew the step whose variables are drawn anew, or -1
 * @param pay what is paid for
 * @param each whether what only sums are asked of is kept of every trial, too; for tests
 */
public record Settings(
    int bits,
    int replicates,
    long seed,
    int threads,
    boolean full,
    boolean events,
    int anew,
    PayRule pay,
    boolean each) {
  /** Each scramble is an independent estimate; fewer would make intervals unreliable. */
  public static final int LEAST_SCRAMBLES = 32;

  private static final int MOST_KEPT = 8192;

  /** At least {@code trials} trials: a power of 2 in each of 32 to 63 scrambles. */
  public static Settings of(int trials, long seed, int threads, PayRule pay) {
    int bits = Math.max(0, 31 - Integer.numberOfLeadingZeros(trials / LEAST_SCRAMBLES));
    if (trials < LEAST_SCRAMBLES) {
      bits = 0;
    }
    int replicates = Math.max(LEAST_SCRAMBLES, (trials + (1 << bits) - 1) >> bits);
    return new Settings(bits, replicates, seed, threads, true, false, -1, pay, false);
  }

  /** The same trials, of which only the end is wanted. */
  public Settings lean() {
    return new Settings(bits, replicates, seed, threads, false, events, anew, pay, each);
  }

  /** The same trials, event by event. */
  public Settings byEvents() {
    return new Settings(bits, replicates, seed, threads, full, true, anew, pay, each);
  }

  /** The same trials, all variables of one step drawn anew. */
  public Settings anew(int step) {
    return new Settings(bits, replicates, seed, threads, full, events, step, pay, each);
  }

  /** The same trials, everything kept of each of them. */
  public Settings ofEach() {
    return new Settings(bits, replicates, seed, threads, full, events, anew, pay, true);
  }

  int kept(int steps) {
    return Math.clamp(4_000_000L / Math.max(1, steps), 512, MOST_KEPT);
  }
}
