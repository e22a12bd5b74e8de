/**
 * What users are told: the status of each service and window, made of plans, journals and the
 * present alone, and the forms it is told in. Nothing here knows a network, a framework or a
 * database.
 */
@NullMarked
package io.s22.tell;

import org.jspecify.annotations.NullMarked;
