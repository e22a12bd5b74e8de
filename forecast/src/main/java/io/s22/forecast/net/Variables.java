package io.s22.forecast.net;

import static io.s22.forecast.net.Network.ACT;
import static io.s22.forecast.net.Network.PRECHECK;
import static io.s22.forecast.net.Network.SECOND;
import static io.s22.forecast.net.Network.UNDO;
import static io.s22.forecast.net.Network.VERIFY;

import io.s22.forecast.draw.Law;
import io.s22.forecast.draw.Sobol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers the random variables, and gives the best Sobol dimensions to those that matter most. */
final class Variables {
  private final List<Integer> owner = new ArrayList<>();
  private final List<Double> weight = new ArrayList<>();

  /** Sobol's first dimensions are its best: the most uncertain variables get them. */
  void into(Network net) {
    net.varStep = owner.stream().mapToInt(Integer::intValue).toArray();
    net.varDimension = new int[owner.size()];
    Arrays.fill(net.varDimension, -1);
    List<Integer> random = new ArrayList<>();
    for (int v = 0; v < owner.size(); v++) {
      if (weight.get(v) > 0) {
        random.add(v);
      }
    }
    random.sort(Comparator.comparingDouble(v -> -weight.get(v)));
    net.dimensions = Math.min(random.size(), Sobol.MOST_DIMENSIONS);
    net.directions = Sobol.directions(net.dimensions);
    for (int d = 0; d < net.dimensions; d++) {
      net.varDimension[random.get(d)] = d;
    }
  }

  int add(int step, double importance) {
    owner.add(step);
    weight.add(importance);
    return owner.size() - 1;
  }

  /** The variables of one task; returns the first. */
  int ofTask(Network net, int task) {
    int step = net.taskStep[task];
    boolean canary = task - net.stepTaskFrom[step] < net.stepCanary[step];
    int first = owner.size();
    for (int round = 0; round < 2; round++) {
      boolean used = round == 0 || (canary && net.stepHasRollback[step]);
      for (int phase = PRECHECK; phase <= UNDO; phase++) {
        boolean drawn = used && (phase != UNDO || (round == 0 && canary));
        add(step, drawn ? spread(net.law[phase][step]) : 0);
        add(step, drawn ? failing(net, phase, step) : 0);
      }
      if (round == 0 && owner.size() - first != SECOND) {
        throw new IllegalStateException("a task has " + SECOND + " variables a round");
      }
    }
    return first;
  }

  static double spread(@Nullable Law law) {
    return law == null || law.fixed() ? 0 : law.sd();
  }

  /** A failure costs about what the attempt takes: its standard deviation is that of a coin. */
  private static double failing(Network net, int phase, int step) {
    double p = net.fails[phase][step];
    if (p <= 0) {
      return 0;
    }
    double cost = 1;
    for (int f = ACT; f <= VERIFY; f++) {
      Law law = net.law[f][step];
      cost += law == null ? 0 : law.mean();
    }
    return Math.sqrt(p * (1 - p)) * cost;
  }
}
