package io.s22.journal;

/**
 * Names one effect on the world, for ever: the same key is never carried out twice.
 *
 * @param step the step's name
 * @param host the host's name, or {@code ""} for S22's own machine
 * @param phase what of the step
 * @param round 1, but for a canary, which goes forward (1), back (1) and forward again (2)
 * @param attempt counted from 1 within the round
 */
public record Effect(String step, String host, Phase phase, int round, int attempt) {
  @Override
  public String toString() {
    String where = host.isEmpty() ? "" : "@" + host;
    return step
        + where
        + "/"
        + phase.name().toLowerCase(java.util.Locale.ROOT)
        + "/"
        + round
        + "."
        + attempt;
  }
}
