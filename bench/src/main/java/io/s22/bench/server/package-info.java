/** What the server bears: viewers, and readers of its JSON, beside a peer in the same run. */
@NullMarked
package io.s22.bench.server;

import org.jspecify.annotations.NullMarked;
