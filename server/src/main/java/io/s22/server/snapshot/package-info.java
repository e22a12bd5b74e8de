/** Where snapshots go: folders, HTTP, SFTP and S3. */
@NullMarked
package io.s22.server.snapshot;

import org.jspecify.annotations.NullMarked;
