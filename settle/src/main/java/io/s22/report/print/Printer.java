package io.s22.report.print;

import com.openhtmltopdf.extend.FSCacheEx;
import com.openhtmltopdf.extend.FSCacheValue;
import com.openhtmltopdf.extend.impl.FSDefaultCacheStore;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.CacheStore;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import io.s22.plan.S22Exception;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.logging.Level;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * Prints XHTML as PDF. The page must be well-formed XML and hold all it needs: nothing is fetched,
 * whatever a page says, but {@code data:} addresses. Pictures in SVG stay vectors; fonts are
 * embedded, only with the glyphs that are used. The same page printed for the same instant gives
 * the same text and pictures.
 *
 * <p>One printer may be used by many threads and keeps the fonts' measures between pages: make one
 * for many pages.
 */
public final class Printer {
  private final FSCacheEx<String, FSCacheValue> measures = new FSDefaultCacheStore();
  private @Nullable Spelling spelling;

  static {
    // The library tells every doubt to java.util.logging; what stops a page is an exception.
    XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.OFF));
  }

  /** Makes a printer; cheap until the first page. */
  public Printer() {}

  /**
   * Prints one page of any length.
   *
   * @param xhtml the page; its style sheet may use {@code @page} and {@code @media print}; text is
   *     set in {@link Face#FAMILY} where that family is named first
   * @param made what the document says of when it was made
   * @throws S22Exception S22-9701 without the font, S22-9702 where the page cannot be printed
   */
  public void print(String xhtml, Instant made, OutputStream out) {
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.withHtmlContent(xhtml, null);
    builder.useFastMode();
    builder.useSVGDrawer(new BatikSVGDrawer());
    builder.useCacheStore(CacheStore.PDF_FONT_METRICS, measures);
    builder.useExternalResourceAccessControl(
        (uri, type) -> uri.startsWith("data:"),
        ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
    builder.useExternalResourceAccessControl(
        (uri, type) -> uri.startsWith("data:"),
        ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
    for (Face face : Face.values()) {
      builder.useFont(face::open, Face.FAMILY, face.weight(), FontStyle.NORMAL, true);
    }
    write(builder, xhtml, made, out);
  }

  private void write(PdfRendererBuilder builder, String xhtml, Instant made, OutputStream out) {
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
      renderer.layout();
      renderer.createPDFWithoutClosing();
      var document = renderer.getPdfDocument();
      document
          .getDocumentInformation()
          .setCreationDate(GregorianCalendar.from(made.atZone(ZoneOffset.UTC)));
      byte[] pages = Spelling.saved(document);
      try (PDDocument whole = Loader.loadPDF(pages)) {
        names().mend(whole, xhtml);
        whole.setDocumentId(made.toEpochMilli());
        whole.save(out);
      }
    } catch (IOException | RuntimeException e) {
      throw failure(e);
    }
  }

  /** Read with the first page: it takes a while. */
  private synchronized Spelling names() {
    Spelling known = spelling;
    if (known == null) {
      known = Spelling.ofFont();
      spelling = known;
    }
    return known;
  }

  private static S22Exception failure(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof S22Exception known) {
        return known;
      }
    }
    return new S22Exception(
        "S22-9702",
        "The page cannot be printed: " + e.getMessage() + ".",
        "Use the HTML form, and report this with the same command and S22_DEBUG=1 set.",
        e);
  }
}
