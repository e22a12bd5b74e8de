package io.s22.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Certificates of a test, made by the JDK's own keytool, and a reader that trusts them all. */
public final class Pem {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String LINE = "\n";

  private Pem() {}

  /**
   * Makes a key and a certificate of its own for {@code name} and localhost, each put into its file
   * at once.
   *
   * @return the certificate's serial number
   */
  public static BigInteger write(Path folder, String name, Path certificate, Path key)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path store = Files.createTempFile(folder, "keys", ".p12");
    Files.delete(store);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:localhost,dns:" + name + ",ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    Files.delete(store);
    Certificate made = keys.getCertificate("a");
    put(key, "PRIVATE KEY", keys.getKey("a", PASSWORD).getEncoded());
    put(certificate, "CERTIFICATE", made.getEncoded());
    return ((X509Certificate) made).getSerialNumber();
  }

  private static void put(Path file, String kind, byte[] bytes) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    String text =
        Base64.getMimeEncoder(64, LINE.getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    Files.writeString(
        beside, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Shakes hands anew and returns the serial number of the certificate that is served.
   *
   * @throws IOException when the handshake fails
   */
  public static BigInteger serial(String host, int port) throws IOException {
    try (SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket(host, port)) {
      socket.setSoTimeout(10_000);
      socket.startHandshake();
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** A context without a session of before that trusts every certificate. */
  public static SSLContext trusting() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Everybody()}, new SecureRandom());
    return context;
  }

  private static final class Everybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(
        X509Certificate[] chain, String kind, javax.net.ssl.SSLEngine engine) {}

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String kind, javax.net.ssl.SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
