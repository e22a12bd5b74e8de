package io.s22.journal;

/**
 * Doubles as ECMAScript writes them (ECMA-262, Number::toString, radix 10), which RFC 8785 demands.
 * The digits are those of {@link Double#toString(double)}: since JDK 19 the shortest that read back
 * to the same number, but never fewer than two, which is mended here.
 */
final class EcmaNumber {
  private EcmaNumber() {}

  static String format(double value) {
    if (Math.abs(value) < 1e15 && value == Math.rint(value)) {
      return Long.toString((long) value);
    }
    String text = Double.toString(Math.abs(value));
    int e = text.indexOf('E');
    String mantissa = e < 0 ? text : text.substring(0, e);
    int dot = mantissa.indexOf('.');
    int point = dot + (e < 0 ? 0 : Integer.parseInt(text.substring(e + 1)));
    String digits = mantissa.substring(0, dot) + mantissa.substring(dot + 1);
    int start = 0;
    while (digits.charAt(start) == '0') {
      start++;
    }
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    String sign = value < 0 ? "-" : "";
    return sign + shortest(digits.substring(start, end), point - start, Math.abs(value));
  }

  /** One digit in place of two, where it reads back to the same number (4.9E-324 is 5e-324). */
  private static String shortest(String digits, int point, double value) {
    if (digits.length() == 2) {
      int rounded = (Integer.parseInt(digits) + 5) / 10;
      if (Double.parseDouble("0." + rounded + "E" + (rounded == 10 ? point + 1 : point)) == value) {
        return layOut(
            rounded == 10 ? "1" : Integer.toString(rounded), rounded == 10 ? point + 1 : point);
      }
    }
    return layOut(digits, point);
  }

  /**
   * {@code digits} with the decimal point after {@code n} of them, as the standard lays them out.
   */
  private static String layOut(String digits, int n) {
    int k = digits.length();
    if (k <= n && n <= 21) {
      return digits + "0".repeat(n - k);
    }
    if (0 < n && n <= 21) {
      return digits.substring(0, n) + "." + digits.substring(n);
    }
    if (-6 < n && n <= 0) {
      return "0." + "0".repeat(-n) + digits;
    }
    String fraction = k == 1 ? "" : "." + digits.substring(1);
    return digits.charAt(0) + fraction + "e" + (n > 0 ? "+" : "-") + Math.abs(n - 1);
  }
}
