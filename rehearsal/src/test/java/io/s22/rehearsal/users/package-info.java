/** Tests of users and what is counted of them. */
@NullMarked
package io.s22.rehearsal.users;

import org.jspecify.annotations.NullMarked;
