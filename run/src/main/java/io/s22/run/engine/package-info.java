/**
 * The engine: the fold of a run's journal, the pure decision what comes next, the table of a run's
 * states, and the loop that carries decisions out.
 *
 * <p>{@link io.s22.run.engine.RunFold} is state and nothing else; {@link io.s22.run.engine.Decider}
 * reads it and never changes it; {@link io.s22.run.engine.RunLoop} writes what was decided to the
 * journal, folds it, and only then acts.
 */
@NullMarked
package io.s22.run.engine;

import org.jspecify.annotations.NullMarked;
