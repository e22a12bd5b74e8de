/** Commands on other machines over SSH: each outlives the connection and is found again. */
@NullMarked
package io.s22.driver.ssh;

import org.jspecify.annotations.NullMarked;
