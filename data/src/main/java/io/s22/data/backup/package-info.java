/** Backups that count only when they were restored and compared. */
@NullMarked
package io.s22.data.backup;

import org.jspecify.annotations.NullMarked;
