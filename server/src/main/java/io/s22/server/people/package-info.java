/** Who may do what: accounts, tokens, sessions, and the journal of all that has to do with them. */
@NullMarked
package io.s22.server.people;

import org.jspecify.annotations.NullMarked;
