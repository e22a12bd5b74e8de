package io.s22.report.print;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Makes the printed text be found and copied as it was written. Fonts give some characters several
 * names, such as U+7528 and the Kangxi radical U+2F64, which look the same; PDFBox writes the
 * lowest into a font's map from glyphs to text (ISO 32000-1, 9.10.3), and a search for the word
 * then finds nothing. Here each glyph gets the name that the page used for it.
 */
final class Spelling {
  private static final Pattern RANGE =
      Pattern.compile("<([0-9A-Fa-f]{4})>\\s*<([0-9A-Fa-f]{4})>\\s*<([0-9A-Fa-f]+)>");
  private static final int SECTION = 100;
  private static final int HEX = 16;
  private static final int UNIT = 4;

  /** ASCII has one name for each character. */
  private static final int LAST_PLAIN = 0x7E;

  private final CmapLookup names;

  private Spelling(CmapLookup names) {
    this.names = names;
  }

  /** Reads the names in the font that pages are set in. */
  static Spelling ofFont() {
    try (InputStream file = Face.REGULAR.open();
        TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file))) {
      return new Spelling(font.getUnicodeCmapLookup());
    } catch (IOException e) {
      throw new UncheckedIOException("the font cannot be read", e);
    }
  }

  /** The characters of {@code page} by what they look like. */
  private Map<Integer, Integer> used(String page) {
    Map<Integer, Integer> byGlyph = new HashMap<>();
    page.codePoints()
        .distinct()
        .filter(point -> point > LAST_PLAIN)
        .forEach(point -> byGlyph.put(names.getGlyphId(point), point));
    return byGlyph;
  }

  /** Mends the fonts' maps in {@code document}, which was printed from {@code page}. */
  void mend(PDDocument document, String page) throws IOException {
    Map<Integer, Integer> used = used(page);
    for (COSObject object : document.getDocument().getObjectsByType(COSName.FONT)) {
      COSBase font = object.getObject();
      if (font instanceof COSDictionary dictionary
          && dictionary.getDictionaryObject(COSName.TO_UNICODE) instanceof COSStream map) {
        String before =
            new String(map.createInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        try (OutputStream out = map.createOutputStream(COSName.FLATE_DECODE)) {
          out.write(mended(before, used).getBytes(StandardCharsets.US_ASCII));
        }
      }
    }
  }

  /** The map with one line a glyph. */
  private String mended(String map, Map<Integer, Integer> used) {
    int from = map.indexOf("endcodespacerange");
    int to = map.indexOf("endcmap");
    if (from < 0 || to < 0) {
      return map;
    }
    from += "endcodespacerange".length();
    return map.substring(0, from)
        + "\n"
        + sections(glyphs(map.substring(from, to), used))
        + map.substring(to);
  }

  private Map<Integer, String> glyphs(String ranges, Map<Integer, Integer> used) {
    Map<Integer, String> glyphs = new TreeMap<>();
    Matcher range = RANGE.matcher(ranges);
    while (range.find()) {
      int first = Integer.parseInt(range.group(1), HEX);
      int last = Integer.parseInt(range.group(2), HEX);
      for (int glyph = first; glyph <= last; glyph++) {
        glyphs.put(glyph, asWritten(text(range.group(3), glyph - first), used));
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

  private String asWritten(String text, Map<Integer, Integer> used) {
    boolean single = text.codePointCount(0, text.length()) == 1;
    if (!single || text.codePointAt(0) <= LAST_PLAIN) {
      return text;
    }
    Integer written = used.get(names.getGlyphId(text.codePointAt(0)));
    return written == null ? text : Character.toString(written);
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
