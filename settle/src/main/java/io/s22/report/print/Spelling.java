package io.s22.report.print;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Makes the printed text be found and copied as it was written. Fonts give some ideographs two
 * names, the character itself (U+7528) and the Kangxi radical that looks the same (U+2F64); PDFBox
 * writes the lower one into a font's map from glyphs to text (ISO 32000-1, 9.10.3), and a search
 * for the word then finds nothing. Radicals are written as their characters here.
 */
final class Spelling {
  private static final Pattern RANGE =
      Pattern.compile("<([0-9A-Fa-f]{4})>\\s*<([0-9A-Fa-f]{4})>\\s*<([0-9A-Fa-f]+)>");
  private static final int SECTION = 100;
  private static final int HEX = 16;
  private static final int UNIT = 4;

  private Spelling() {}

  static void mend(PDDocument document) throws IOException {
    for (COSObject object : document.getDocument().getObjectsByType(COSName.FONT)) {
      COSBase font = object.getObject();
      if (font instanceof COSDictionary dictionary
          && dictionary.getDictionaryObject(COSName.TO_UNICODE) instanceof COSStream map) {
        String before =
            new String(map.createInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        try (OutputStream out = map.createOutputStream(COSName.FLATE_DECODE)) {
          out.write(mended(before).getBytes(StandardCharsets.US_ASCII));
        }
      }
    }
  }

  /** The map with one line a glyph. */
  static String mended(String map) {
    int from = map.indexOf("endcodespacerange");
    int to = map.indexOf("endcmap");
    if (from < 0 || to < 0) {
      return map;
    }
    from += "endcodespacerange".length();
    return map.substring(0, from)
        + "\n"
        + sections(glyphs(map.substring(from, to)))
        + map.substring(to);
  }

  private static Map<Integer, String> glyphs(String ranges) {
    Map<Integer, String> glyphs = new TreeMap<>();
    Matcher range = RANGE.matcher(ranges);
    while (range.find()) {
      int first = Integer.parseInt(range.group(1), HEX);
      int last = Integer.parseInt(range.group(2), HEX);
      for (int glyph = first; glyph <= last; glyph++) {
        glyphs.put(glyph, normal(text(range.group(3), glyph - first)));
      }
    }
    return glyphs;
  }

  /** The text of the {@code offset}-th glyph of a range; its last unit counts on. */
  private static String text(String hex, int offset) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at + UNIT <= hex.length(); at += UNIT) {
      int unit = Integer.parseInt(hex.substring(at, at + UNIT), HEX);
      text.append((char) (at + UNIT == hex.length() ? unit + offset : unit));
    }
    return text.toString();
  }

  private static String normal(String text) {
    boolean radical =
        text.length() == 1 && text.charAt(0) >= '\u2E80' && text.charAt(0) <= '\u2FDF';
    return radical ? Normalizer.normalize(text, Normalizer.Form.NFKC) : text;
  }

  private static String sections(Map<Integer, String> glyphs) {
    List<String> lines = new ArrayList<>();
    glyphs.forEach((glyph, text) ->
        lines.add("<%04X> <%s>".formatted(glyph, hex(text)).toUpperCase(Locale.ROOT)));
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < lines.size(); at += SECTION) {
      List<String> section = lines.subList(at, Math.min(lines.size(), at + SECTION));
      out.append(section.size()).append(" beginbfchar\n");
      out.append(String.join("\n", section)).append("\nendbfchar\n");
    }
    return out.toString();
  }

  private static String hex(String text) {
    StringBuilder out = new StringBuilder();
    text.chars().forEach(unit -> out.append("%04x".formatted(unit)));
    return out.toString();
  }

  /** What {@code document} will be when it is saved: fonts are cut to size only then. */
  static byte[] saved(PDDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
    document.save(out);
    return out.toByteArray();
  }
}
