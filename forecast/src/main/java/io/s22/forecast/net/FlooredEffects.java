package io.s22.forecast.net;

import java.util.stream.IntStream;

/**
 * Effects on a host of a service of whose hosts only the plan's acts take any: as long as nothing
 * else touches the service, its floor holds and they change nothing (semantics 23).
 */
final class FlooredEffects {
  /** The services whose floor holds. */
  final int[] services;

  final int[] all;

  /** Those that may change something though nothing failed and nothing went back. */
  final int[] others;

  FlooredEffects(Network net) {
    boolean[] held = held(net);
    int effects = net.effectService.length;
    services = IntStream.range(0, held.length).filter(s -> held[s]).toArray();
    all = IntStream.range(0, effects).toArray();
    boolean[] touched = new boolean[held.length];
    for (int e = 0; e < effects; e++) {
      touched[net.effectService[e]] |= !net.effectDegrades[e] && !ofHost(net, e);
    }
    others =
        IntStream.of(all)
            .filter(e ->
                !ofHost(net, e) || !held[net.effectService[e]] || touched[net.effectService[e]])
            .toArray();
  }

  private static boolean[] held(Network net) {
    ServiceGraph graph = net.services;
    boolean[] held = new boolean[graph.size()];
    for (int s = 0; s < held.length; s++) {
      held[s] = net.floorSpare[s] >= 0 && graph.failOver()[s] == null;
    }
    for (int m = 0; m < graph.faultMember().list().length; m += 2) {
      held[graph.faultMember().list()[m]] = false;
    }
    for (int e = 0; e < net.effectService.length; e++) {
      // One that outlasts its act is not counted by the floor.
      held[net.effectService[e]] &= net.effectLaw[e] == null || !ofHost(net, e);
    }
    return held;
  }

  private static boolean ofHost(Network net, int effect) {
    return net.effectMember[effect] >= 0 && !net.effectDegrades[effect];
  }
}
