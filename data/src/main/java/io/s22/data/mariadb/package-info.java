/**
 * MariaDB replication looked after from outside: switch-over, fail-over, errant transactions. Only
 * JDBC; every algorithm reads the state of the cluster and brings it nearer to the wanted one, so
 * that it can be repeated from wherever it was cut off.
 */
@NullMarked
package io.s22.data.mariadb;

import org.jspecify.annotations.NullMarked;
