/** How often the verdict on a load test is right. */
@NullMarked
package io.s22.bench.load;

import org.jspecify.annotations.NullMarked;
