package io.s22.report.print;

import io.s22.plan.S22Exception;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The cuts of Noto Sans SC that pages are printed in: one family with Latin and simplified Chinese
 * glyphs, as TrueType files in the jar {@code com.helger.font:ph-fonts-noto-sans-sc} (SIL Open Font
 * Licence 1.1). A jar instead of the system's fonts: what prints here prints everywhere.
 */
public enum Face {
  REGULAR(400, "NotoSansSC-Regular.ttf"),
  BOLD(700, "NotoSansSC-Bold.ttf");

  /** The family's name, for style sheets. */
  public static final String FAMILY = "Noto Sans SC";

  private static final String FOLDER = "fonts/ttf/NotoSansSC/";

  private final int weight;
  private final String file;

  Face(int weight, String file) {
    this.weight = weight;
    this.file = file;
  }

  /** Its weight as style sheets count: 400 or 700. */
  public int weight() {
    return weight;
  }

  /**
   * The TrueType file, for the caller to close.
   *
   * @throws S22Exception S22-9701 where the jar with the fonts is not there
   */
  public InputStream open() {
    @Nullable InputStream found = Face.class.getClassLoader().getResourceAsStream(FOLDER + file);
    if (found == null) {
      throw new S22Exception(
          "S22-9701",
          "The font '" + file + "' is missing, so Chinese text cannot be printed.",
          "Put the jar ph-fonts-noto-sans-sc (Maven Central, com.helger.font) back beside S22's"
              + " other jars, or build S22 again.");
    }
    return found;
  }
}
