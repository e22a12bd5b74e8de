package io.s22.server.console;

import io.nayuki.qrcodegen.QrCode;

/**
 * A text for a camera (ISO/IEC 18004), as the path of an SVG picture: one unit a module, with the
 * quiet zone of four around it.
 *
 * @param size of the picture, width and height
 * @param path of the dark modules
 */
public record Qr(int size, String path) {
  private static final int QUIET = 4;

  static Qr of(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + QUIET).append(',').append(y + QUIET).append("h1v1h-1z");
        }
      }
    }
    return new Qr(code.size + 2 * QUIET, path.toString());
  }
}
