package io.s22.forecast.net;

import io.s22.forecast.draw.Law;

/** Goes on with the effect that is under way when a forecast is made in the middle of a run. */
final class Legs {
  private Legs() {}

  /** The rest of the leg of {@code task} that is under way: forward, or a canary's way back. */
  static void resume(HostWay way, int task, Given given, int i, double stop) {
    if (given.phase()[task] == Network.UNDO) {
      Law rest = given.rest()[task];
      way.resumeBack(task, given.now(), rest, i);
    } else {
      way.resume(task, given, i, stop, true);
    }
  }
}
