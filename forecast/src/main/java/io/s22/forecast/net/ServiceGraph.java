package io.s22.forecast.net;

import io.s22.forecast.draw.Law;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Services, what they run on and what they need.
 *
 * @param names by service
 * @param watched whether anything can take the service down or degrade it
 * @param order so that each service comes after those it needs
 * @param members how many hosts it runs on
 * @param most how many of them may be out; -1 where any effect takes it down
 * @param needs services without which it is down
 * @param poorWith services whose degradation degrades it, itself among them
 * @param degrades services without which it, or one of those, is degraded
 * @param failOver by service; null where it has none
 * @param faultMember rows by faulty host: the service and its member number, in turns
 * @param faultEvery mean time between failures by faulty host, seconds
 * @param faultMend time to repair
 * @param faultCrew who mends it, or -1: nobody else's repair makes it wait
 * @param repairers how many repairs each crew does at once
 * @param faultPool the pool of hosts at work and spares it belongs to, or -1: it is always at work
 * @param poolWorks by pool: how many of its hosts are at work
 * @param poolFails by pool: how often a spare fails, as a share of one at work
 */
public record ServiceGraph(
    String[] names,
    boolean[] watched,
    int[] order,
    int[] members,
    int[] most,
    Rows needs,
    Rows poorWith,
    Rows degrades,
    @Nullable Law[] failOver,
    Rows faultMember,
    double[] faultEvery,
    Law[] faultMend,
    int[] faultCrew,
    int[] repairers,
    int[] faultPool,
    int[] poolWorks,
    double[] poolFails) {
  static final ServiceGraph NONE =
      new ServiceGraph(
          new String[] {},
          new boolean[] {},
          new int[] {},
          new int[] {},
          new int[] {},
          Rows.NONE,
          Rows.NONE,
          Rows.NONE,
          new Law[] {},
          Rows.NONE,
          new double[] {},
          new Law[] {},
          new int[] {},
          new int[] {},
          new int[] {},
          new int[] {},
          new double[] {});

  /** The services that are watched, each after those it needs. */
  int[] watchedInOrder() {
    return Arrays.stream(order).filter(s -> watched[s]).toArray();
  }

  /** How many services there are. */
  public int size() {
    return names.length;
  }
}
