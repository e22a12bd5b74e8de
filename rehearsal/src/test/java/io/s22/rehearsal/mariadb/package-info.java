@NullMarked
package io.s22.rehearsal.mariadb;

import org.jspecify.annotations.NullMarked;
