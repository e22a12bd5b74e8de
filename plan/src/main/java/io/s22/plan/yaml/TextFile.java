package io.s22.plan.yaml;

import io.s22.plan.S22Exception;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file as UTF-8 text, never more of it than a plan may hold. */
final class TextFile {
  /** The largest plan file, in bytes. */
  static final int LARGEST = 8 * 1024 * 1024;

  private TextFile() {}

  /**
   * @throws S22Exception when there is no such file, or it is too large, or not UTF-8 text
   */
  static String read(Path path) {
    byte[] bytes = bytes(path);
    if (bytes.length > LARGEST) {
      throw tooLarge(path.toString());
    }
    return decode(path.toString(), bytes);
  }

  static S22Exception tooLarge(String name) {
    return new S22Exception(
        "S22-1002",
        "'%s' is larger than %d MiB, the most a plan may hold.".formatted(name, LARGEST >> 20),
        "Give the plan itself; keep scripts and data in files of their own.");
  }

  private static byte[] bytes(Path path) {
    if (Files.isDirectory(path)) {
      throw new S22Exception(
          "S22-1001", "'" + path + "' is a folder.", "Give the plan file inside it.");
    }
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(LARGEST + 1);
    } catch (NoSuchFileException e) {
      throw new S22Exception("S22-1001", "There is no file '" + path + "'.", "Check the path.", e);
    } catch (IOException e) {
      throw new S22Exception(
          "S22-1001",
          "'%s' cannot be read: %s.".formatted(path, e.getMessage()),
          "Check the file's permissions and the disk.",
          e);
    }
  }

  static String decode(String name, byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw notText(name, bytes, in.position());
    }
    return out.flip().toString();
  }

  private static S22Exception notText(String name, byte[] bytes, int position) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      if (bytes[i] == '\n') {
        line++;
      }
    }
    return new S22Exception(
        "S22-1003",
        "'%s' is not text in UTF-8: byte 0x%02x in line %d does not belong there."
            .formatted(name, bytes[position], line),
        "Save the plan as plain text in UTF-8.");
  }
}
