package io.s22.report.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.s22.plan.S22Exception;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrinterTest {
  private static final Instant MADE = Instant.parse("2024-03-16T01:00:00Z");

  @TempDir Path folder;

  @Test
  void chineseIsPrintedInAnEmbeddedFontAndCanBeReadBack() throws IOException {
    byte[] pdf = print(page("<p>维护完成：数据库升级用时 42 分钟，<b>无数据丢失</b>。闸门 1–2</p>"));
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFTextStripper reader = new PDFTextStripper();
      reader.setSortByPosition(true);
      assertThat(reader.getText(document)).contains("维护完成：数据库升级用时 42 分钟，无数据丢失。闸门 1–2");
      for (COSName name : document.getPage(0).getResources().getFontNames()) {
        var font = document.getPage(0).getResources().getFont(name);
        assertThat(font.isEmbedded()).isTrue();
        assertThat(font.getName()).contains("NotoSansSC");
      }
    }
    assertThat(pdf.length).as("only the glyphs that are used").isLessThan(200_000);
  }

  @Test
  void picturesInSvgArePrintedAsVectors() throws IOException {
    byte[] pdf =
        print(
            page(
                "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='50'>"
                    + "<rect width='200' height='50' fill='#336699'/></svg>"));
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getPage(0).getResources().getXObjectNames())
          .as("no bitmap")
          .noneMatch(document.getPage(0).getResources()::isImageXObject);
    }
  }

  @Test
  void aPageFetchesNothingWhateverItSays() throws IOException {
    Path secret = folder.resolve("secret.css");
    Files.writeString(secret, "p:after { content: 'leaked' }");
    byte[] pdf =
        print(
            "<html><head><link rel='stylesheet' href='"
                + secret.toUri()
                + "'/></head><body style=\"font-family:'Noto Sans SC'\"><p>open</p></body></html>");
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(new PDFTextStripper().getText(document)).contains("open").doesNotContain("leaked");
    }
  }

  @Test
  void thePageSaysWhenItWasMade() throws IOException {
    try (PDDocument document = Loader.loadPDF(print(page("<p>x</p>")))) {
      assertThat(document.getDocumentInformation().getCreationDate().toInstant()).isEqualTo(MADE);
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("报告");
    }
  }

  @Test
  void aPageThatIsNotWellFormedIsRefusedWithACode() {
    assertThatThrownBy(() -> print("<html><body><p></body></html>"))
        .isInstanceOf(S22Exception.class)
        .extracting(e -> ((S22Exception) e).code())
        .isEqualTo("S22-9702");
  }

  private static String page(String body) {
    return "<html><head><title>报告</title></head><body style=\"font-family:'"
        + Face.FAMILY
        + "'\">"
        + body
        + "</body></html>";
  }

  private static byte[] print(String xhtml) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Printer().print(xhtml, MADE, out);
    assertThat(out.toString(StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
    return out.toByteArray();
  }
}
