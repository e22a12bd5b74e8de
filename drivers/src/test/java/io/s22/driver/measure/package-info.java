@NullMarked
package io.s22.driver.measure;

import org.jspecify.annotations.NullMarked;
