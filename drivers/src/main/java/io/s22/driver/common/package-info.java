/**
 * What several drivers share: reading parameters, keeping secrets out of text, names of effects.
 */
@NullMarked
package io.s22.driver.common;

import org.jspecify.annotations.NullMarked;
