/**
 * The page as files that outlive the server: a folder any web server, bucket or cache can hand out.
 */
@NullMarked
package io.s22.tell.snapshot;

import org.jspecify.annotations.NullMarked;
