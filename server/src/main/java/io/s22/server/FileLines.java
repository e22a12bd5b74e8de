package io.s22.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Lines in a file of this server alone. A line that was cut off when the machine stopped was never
 * shown: it is taken away.
 */
final class FileLines implements PostLines {
  private final FileChannel channel;
  private final Path file;

  FileLines(Path file) {
    this.file = file;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      channel.truncate(wholeLines());
      channel.position(channel.size());
    } catch (IOException e) {
      throw PostBook.unusable(file, e);
    }
  }

  private long wholeLines() throws IOException {
    byte[] all = Files.readAllBytes(file);
    int end = all.length;
    while (end > 0 && all[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  /** Nobody else writes to it: what comes later is known. */
  @Override
  public List<String> after(long seq) {
    try {
      return seq == 0 ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw PostBook.unusable(file, e);
    }
  }

  @Override
  public boolean append(long seq, String line) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
      return true;
    } catch (IOException e) {
      throw PostBook.unusable(file, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw PostBook.unusable(file, e);
    }
  }
}
