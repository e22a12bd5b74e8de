/** The status as the public documents of Statuspage's API v2, so that existing clients read it. */
@NullMarked
package io.s22.tell.statuspage;

import org.jspecify.annotations.NullMarked;
