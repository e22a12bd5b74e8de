package io.s22.rehearsal.mariadb;

import io.s22.data.mariadb.Fencer;
import io.s22.data.mariadb.NodeControl;

/** The rehearsal's servers, handled as their processes. */
public record LocalControl(MariaDbCluster cluster) implements NodeControl, Fencer {
  @Override
  public void stop(String node) {
    cluster.node(node).stop();
  }

  @Override
  public void keep(String node, String version) {
    cluster.node(node).keep(version);
  }

  @Override
  public void bringBack(String node, String version) {
    cluster.node(node).bringBack(version);
  }

  @Override
  public void install(String node, String version) {
    cluster.node(node).install(MariaDbVersion.of(version));
  }

  @Override
  public void start(String node) {
    cluster.node(node).start();
  }

  @Override
  public String cutOff(String node) {
    cluster.node(node).kill();
    return node + " was killed";
  }
}
