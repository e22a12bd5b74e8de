package io.s22.forecast.net;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a service notices of the plan's first attempts in a trial in which nothing else touches it:
 * nothing of it fails, goes back or breaks down. The spans to look at are then known before, and
 * few.
 *
 * <p>A slot is an effect, or -1 less a switch.
 */
final class QuietEffects {
  private static final int NONE = -1;

  private final Network net;
  private final ServiceGraph graph;
  private final int[] placeBack;
  private final boolean[] directly;
  private final boolean[] floored;

  /** By service: whether it takes more than slots to say what it notices. */
  final boolean[] never;

  /** By service: all its effects. */
  final Rows effects;

  /**
   * By effect: whether it takes a host of a service of whose hosts only the plan's acts take any,
   * so that it changes nothing as long as the floor holds (semantics 23).
   */
  final boolean[] harmless;

  /** By service: slots while which it is down. */
  final Rows down;

  /** By service: slots while which it is degraded, and those of all that degrade it with them. */
  final Rows poor;

  /** By service: the effect at the begin of which another host takes over, or -1. */
  final int[] failOver;

  /** By service: whether it can be down at all; whether it can be degraded. */
  final boolean[] mayBeDown;

  final boolean[] mayBePoor;

  /** By switch: the effect that closes it and the one that opens it. */
  final int[] closes;

  final int[] opens;

  /**
   * @param placeBack by effect: not 0 where it may go back and forward again
   */
  QuietEffects(Network net, int[] placeBack) {
    this.net = net;
    this.graph = net.services;
    this.placeBack = placeBack;
    int services = graph.size();
    int switches = net.switchService.length;
    never = new boolean[services];
    closes = filled(switches);
    opens = filled(switches);
    failOver = filled(services);
    directly = directly();
    floored = floored();
    harmless = new boolean[net.effectService.length];
    List<List<Integer>> all = lists(services);
    List<List<Integer>> outs = lists(services);
    List<List<Integer>> poors = lists(services);
    for (int e = 0; e < harmless.length; e++) {
      int s = net.effectService[e];
      harmless[e] = floored[s] && !directly[s] && ofHost(e);
      all.get(s).add(e);
      if (!harmless[e]) {
        never[s] |= placeBack[e] > 0;
        slot(e, net.effectDegrades[e] ? poors.get(s) : outs.get(s));
      }
    }
    for (int sw = 0; sw < switches; sw++) {
      never[net.switchService[sw]] |= closes[sw] < 0 || opens[sw] < 0;
    }
    effects = Rows.of(all);
    down = Rows.of(outs);
    poor = Rows.of(together(poors));
    mayBeDown = mayBeDown();
    mayBePoor = mayBePoor();
  }

  private static int[] filled(int size) {
    return IntStream.generate(() -> NONE).limit(size).toArray();
  }

  private static List<List<Integer>> lists(int size) {
    return IntStream.range(0, size).<List<Integer>>mapToObj(s -> new ArrayList<>()).toList();
  }

  private boolean ofHost(int effect) {
    return net.effectMember[effect] >= 0 && !net.effectDegrades[effect];
  }

  private boolean[] directly() {
    boolean[] directly = new boolean[graph.size()];
    for (int e = 0; e < net.effectService.length; e++) {
      directly[net.effectService[e]] |= !net.effectDegrades[e] && !ofHost(e);
    }
    return directly;
  }

  private boolean[] floored() {
    boolean[] floored = new boolean[graph.size()];
    for (int s = 0; s < floored.length; s++) {
      floored[s] = net.floorSpare[s] >= 0 && graph.failOver()[s] == null;
    }
    for (int m = 0; m < graph.faultMember().list().length; m += 2) {
      floored[graph.faultMember().list()[m]] = false;
    }
    for (int e = 0; e < net.effectService.length; e++) {
      // One that outlasts its act is not counted by the floor.
      floored[net.effectService[e]] &= net.effectLaw[e] == null || !ofHost(e);
    }
    return floored;
  }

  private void slot(int e, List<Integer> list) {
    int s = net.effectService[e];
    if (net.effectSwitch[e] >= 0) {
      ofSwitch(e, net.effectSwitch[e], list);
    } else if (!ofHost(e) || graph.most()[s] < 0) {
      list.add(e);
    } else if (graph.most()[s] > 0 && failOver[s] < 0) {
      // One host out of those that may be: users notice it if another has to take over.
      failOver[s] = e;
    } else {
      never[s] = true;
    }
  }

  private void ofSwitch(int e, int sw, List<Integer> list) {
    int[] side = net.effectOpens[e] ? opens : closes;
    never[net.effectService[e]] |= side[sw] >= 0;
    side[sw] = e;
    if (!net.effectOpens[e]) {
      list.add(-1 - sw);
    }
  }

  private List<List<Integer>> together(List<List<Integer>> own) {
    List<List<Integer>> all = lists(own.size());
    Rows with = graph.poorWith();
    for (int s = 0; s < own.size(); s++) {
      for (int x = with.from()[s]; x < with.from()[s + 1]; x++) {
        all.get(s).addAll(own.get(with.list()[x]));
      }
    }
    return all;
  }

  private boolean[] mayBeDown() {
    boolean[] may = new boolean[graph.size()];
    Rows needs = graph.needs();
    for (int s : graph.order()) {
      may[s] = down.size(s) > 0 || (failOver[s] >= 0 && graph.failOver()[s] != null);
      for (int x = needs.from()[s]; x < needs.from()[s + 1]; x++) {
        may[s] |= may[needs.list()[x]];
      }
    }
    return may;
  }

  private boolean[] mayBePoor() {
    boolean[] may = new boolean[graph.size()];
    Rows lacks = graph.degrades();
    for (int s = 0; s < may.length; s++) {
      may[s] = poor.size(s) > 0;
      for (int x = lacks.from()[s]; x < lacks.from()[s + 1]; x++) {
        may[s] |= mayBeDown[lacks.list()[x]];
      }
    }
    return may;
  }
}
