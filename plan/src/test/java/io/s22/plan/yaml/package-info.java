@NullMarked
package io.s22.plan.yaml;

import org.jspecify.annotations.NullMarked;
