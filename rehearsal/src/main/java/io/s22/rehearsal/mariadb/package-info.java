/** Real MariaDB servers on loopback: one primary and its replicas. */
@NullMarked
package io.s22.rehearsal.mariadb;

import org.jspecify.annotations.NullMarked;
