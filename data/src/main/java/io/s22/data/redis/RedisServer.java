package io.s22.data.redis;

import io.s22.data.Address;

/**
 * A Redis server and how to log in.
 *
 * @param password empty for none; never part of any text
 */
public record RedisServer(String name, Address address, String password) {
  @Override
  public String toString() {
    return name + " (" + address + ")";
  }
}
