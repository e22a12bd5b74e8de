@NullMarked
package io.s22.plan.check;

import org.jspecify.annotations.NullMarked;
