package io.s22.rehearsal.service;

import io.vertx.core.json.JsonObject;

/**
 * What is wrong with a node on purpose.
 *
 * @param delayMillis every answer waits so long
 * @param failEvery every n-th answer is 500; 0 for none
 * @param wrongEvery every n-th answer is not true; 0 for none
 * @param unhealthy the health check says no
 */
record Faults(long delayMillis, int failEvery, int wrongEvery, boolean unhealthy) {
  static final Faults NONE = new Faults(0, 0, 0, false);

  static Faults read(JsonObject json) {
    return new Faults(
        json.getLong("delayMillis", 0L),
        json.getInteger("failEvery", 0),
        json.getInteger("wrongEvery", 0),
        json.getBoolean("unhealthy", false));
  }
}
