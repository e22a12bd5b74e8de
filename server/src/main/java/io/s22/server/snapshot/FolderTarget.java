package io.s22.server.snapshot;

import io.s22.tell.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** A folder of this machine, or one that is mounted. Each file is replaced in one step. */
record FolderTarget(Path folder) implements Target {
  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public void put(Snapshot snapshot) throws IOException {
    for (Map.Entry<String, byte[]> file : snapshot.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Path fresh = path.resolveSibling("." + path.getFileName() + ".new");
      Files.createDirectories(path.getParent());
      Files.write(fresh, file.getValue());
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
