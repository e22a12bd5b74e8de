/**
 * Runs without a cluster: how long things take and whether they fail is sampled from the plan, in
 * virtual time or in real time. Everything it writes says that it was simulated.
 */
@NullMarked
package io.s22.run.simulated;

import org.jspecify.annotations.NullMarked;
