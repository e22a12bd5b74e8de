/** What people and programs ask of the server: one place for the API and the console. */
@NullMarked
package io.s22.server.office;

import org.jspecify.annotations.NullMarked;
