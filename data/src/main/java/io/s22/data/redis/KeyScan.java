package io.s22.data.redis;

import java.io.IOException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/** Every key that is there from the beginning to the end of the scan, at least once. */
final class KeyScan {
  private static final int AT_ONCE = 500;

  private KeyScan() {}

  /** What is done with a key. */
  interface Act {
    void on(byte[] key) throws IOException;
  }

  static void each(RedisNode node, Act act) throws IOException {
    byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
    ScanParams params = new ScanParams().count(AT_ONCE);
    do {
      ScanResult<byte[]> found = node.jedis().scan(cursor, params);
      for (byte[] key : found.getResult()) {
        act.on(key);
      }
      cursor = found.getCursorAsBytes();
    } while (!java.util.Arrays.equals(cursor, ScanParams.SCAN_POINTER_START_BINARY));
  }
}
