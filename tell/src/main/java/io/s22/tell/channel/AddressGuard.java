package io.s22.tell.channel;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Refuses addresses of the web behind which lies what is not the web: this machine, this network,
 * the cloud's metadata. Strangers name the addresses that notices are posted to, and S22 stands
 * where they do not.
 */
public final class AddressGuard {
  private static final int LONGEST = 2_000;

  private final boolean allowPrivate;

  /**
   * @param allowPrivate whether this network may be posted to, and without TLS: for receivers of
   *     the operator's own
   */
  public AddressGuard(boolean allowPrivate) {
    this.allowPrivate = allowPrivate;
  }

  /**
   * The address {@code written}, if its form is that of one.
   *
   * @throws Http.Forbidden otherwise
   */
  public URI form(String written) throws Http.Forbidden {
    if (written.length() > LONGEST) {
      throw new Http.Forbidden("the address is too long");
    }
    URI uri;
    try {
      uri = new URI(written);
    } catch (java.net.URISyntaxException e) {
      Http.Forbidden refused = new Http.Forbidden("it is no address");
      refused.initCause(e);
      throw refused;
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean known = scheme.equals("https") || scheme.equals("http") && allowPrivate;
    if (!known || uri.getHost() == null || uri.getHost().isEmpty()) {
      throw new Http.Forbidden("the address must begin with https://");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new Http.Forbidden("names, passwords and fragments do not belong into an address");
    }
    return uri;
  }

  /**
   * Looks where {@code uri} leads right now: every address its name stands for.
   *
   * @throws Http.Forbidden when one of them is not of the public internet, or there is none
   */
  public void check(URI uri) throws Http.Forbidden {
    form(uri.toString());
    if (allowPrivate) {
      return;
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
        if (!isPublic(address)) {
          throw new Http.Forbidden("the address leads into a private network");
        }
      }
    } catch (UnknownHostException e) {
      Http.Forbidden refused = new Http.Forbidden("the host has no address");
      refused.initCause(e);
      throw refused;
    }
  }

  /** Whether anybody on the internet could reach it. */
  static boolean isPublic(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? publicFour(bytes) : publicSix(bytes);
  }

  /** IANA's list of special addresses, version 4. */
  private static boolean publicFour(byte[] b) {
    int one = b[0] & 0xff;
    int two = b[1] & 0xff;
    int three = b[2] & 0xff;
    boolean shared = one == 100 && two >= 64 && two < 128;
    boolean tests =
        one == 192 && two == 0 && (three == 0 || three == 2)
            || one == 198 && (two == 18 || two == 19)
            || one == 198 && two == 51 && three == 100
            || one == 203 && two == 0 && three == 113;
    return one != 0 && one < 224 && !shared && !tests;
  }

  /** Only 2000::/3 is given out; of it, tunnels that carry version 4 are looked into. */
  private static boolean publicSix(byte[] b) {
    boolean global = (b[0] & 0xe0) == 0x20;
    boolean sixToFour = b[0] == 0x20 && b[1] == 0x02;
    boolean teredo = b[0] == 0x20 && b[1] == 0x01 && b[2] == 0 && b[3] == 0;
    boolean documented = b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && b[3] == (byte) 0xb8;
    return global && !sixToFour && !teredo && !documented;
  }
}
