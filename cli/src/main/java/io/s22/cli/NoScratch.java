package io.s22.cli;

import io.s22.data.backup.ScratchServers;
import io.s22.data.mariadb.Server;
import io.s22.plan.S22Exception;

/** S22 brings no database server along: where a backup is tried, the plan must say. */
final class NoScratch implements ScratchServers {
  @Override
  public Scratch open(Server source) {
    throw new S22Exception(
        "S22-8125",
        "There is no empty server on which the backup of " + source + " could be tried",
        "Name one: scratch: HOST:PORT, in the step or in mariadb.properties.");
  }
}
