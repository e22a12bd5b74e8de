package io.s22.data.mariadb;

import io.s22.data.Address;

/**
 * A MariaDB server and how to log in.
 *
 * @param name its name in the plan
 * @param address where it listens
 * @param user a user with all privileges
 * @param password never part of any text
 * @param tls Connector/J's {@code sslMode}: disable, trust, verify-ca or verify-full
 */
public record Server(String name, Address address, String user, String password, String tls) {
  public Server(String name, Address address, String user, String password) {
    this(name, address, user, password, "disable");
  }

  @Override
  public String toString() {
    return name + " (" + address + ")";
  }
}
