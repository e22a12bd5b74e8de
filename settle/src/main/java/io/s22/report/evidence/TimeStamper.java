package io.s22.report.evidence;

import io.s22.plan.S22Exception;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/**
 * Asks a time stamping authority (RFC 3161, over HTTP as in its section 3.4) to say that some bytes
 * existed.
 *
 * @param url the authority's address
 * @param authority its certificates as PEM, for whoever verifies
 * @param nonce makes each request another one
 */
public record TimeStamper(URI url, String authority, BigInteger nonce) {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /**
   * Gets a time stamp for the SHA-256 of {@code bytes}.
   *
   * @return the response, DER; it was held against the request
   * @throws S22Exception S22-9712 where the authority gives none
   */
  public byte[] stamp(byte[] bytes) throws InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
      TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
      generator.setCertReq(true);
      TimeStampRequest request =
          generator.generate(
              NISTObjectIdentifiers.id_sha256,
              MessageDigest.getInstance("SHA-256").digest(bytes),
              nonce);
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(url)
                  .timeout(LIMIT)
                  .header("Content-Type", "application/timestamp-query")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(request.getEncoded()))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw refused("it answered " + answer.statusCode(), null);
      }
      TimeStampResponse response = new TimeStampResponse(answer.body());
      response.validate(request);
      if (response.getTimeStampToken() == null) {
        throw refused(String.valueOf(response.getStatusString()), null);
      }
      return answer.body();
    } catch (IOException | TSPException e) {
      throw refused(String.valueOf(e.getMessage()), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private S22Exception refused(String why, @org.jspecify.annotations.Nullable Exception e) {
    String what = "The time stamping authority " + url + " gave no time stamp: " + why + ".";
    String mend = "Try again, name another with --tsa, or leave it out: the bundle then says so.";
    return e == null
        ? new S22Exception("S22-9712", what, mend)
        : new S22Exception("S22-9712", what, mend, e);
  }
}
