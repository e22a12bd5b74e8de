package io.s22.forecast.net;

import java.util.ArrayList;
import java.util.List;

/** Whether steps may have to wait for a crew or for a service's floor: then events are needed. */
final class Contention {
  private final Precedence order;

  private Contention(Network net) {
    this.order = new Precedence(net);
  }

  static boolean of(Network net) {
    List<List<Integer>> shared = new ArrayList<>();
    for (int crew = 0; crew < net.crewSize.length; crew++) {
      List<Integer> users = new ArrayList<>();
      for (int step = 0; step < net.steps; step++) {
        if (net.stepCrew[step] == crew) {
          users.add(step);
        }
      }
      if (users.size() > net.crewSize[crew]) {
        shared.add(users);
      }
    }
    boolean tight = false;
    for (int s = 0; s < net.floorSpare.length; s++) {
      List<Integer> takers = new ArrayList<>();
      for (int step = 0; step < net.steps; step++) {
        int atOnce = atOnce(net, step, s);
        tight |= atOnce > Math.max(0, net.floorSpare[s]) && net.floorSpare[s] >= 0;
        if (atOnce > 0) {
          takers.add(step);
        }
      }
      shared.add(takers);
    }
    return tight
        || (shared.stream().anyMatch(l -> l.size() > 1) && new Contention(net).any(shared));
  }

  /** How many hosts of the service one step takes at once, at the most. */
  private static int atOnce(Network net, int step, int service) {
    int count = 0;
    for (int t = net.stepTaskFrom[step]; t < net.stepTaskFrom[step + 1]; t++) {
      for (int f = net.taskFloors.from()[t]; f < net.taskFloors.from()[t + 1]; f += 2) {
        count += net.taskFloors.list()[f] == service ? 1 : 0;
      }
    }
    return Math.min(count, net.stepBatch[step]);
  }

  private boolean any(List<List<Integer>> shared) {
    for (List<Integer> users : shared) {
      for (int a = 0; a < users.size(); a++) {
        for (int b = a + 1; b < users.size(); b++) {
          if (!ordered(users.get(a), users.get(b))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean ordered(int a, int b) {
    return order.waits(a, b) || order.waits(b, a);
  }
}
