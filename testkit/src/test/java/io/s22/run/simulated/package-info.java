/** Tests of the engine; here, and not in {@code run}, because they use the testkit. */
@org.jspecify.annotations.NullMarked
package io.s22.run.simulated;
