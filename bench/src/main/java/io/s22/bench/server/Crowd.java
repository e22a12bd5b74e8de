package io.s22.bench.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Viewers of the page in one thread: each opens a WebSocket as a browser does, notes when each
 * edition reached it, and comes back after the page's own pause ({@code page.js}) when cut off.
 */
final class Crowd implements AutoCloseable {
  private static final int FIRST_PAUSE = 500;
  private static final int LONGEST_PAUSE = 15_000;

  /** How they are told. */
  enum Way {
    SOCKET("HTTP/1.1 101"),
    EVENTS("HTTP/1.1 200");

    private final byte[] taken;

    Way(String taken) {
      this.taken = taken.getBytes(StandardCharsets.US_ASCII);
    }

    private Incoming reader() {
      return this == SOCKET ? new Frames() : new Events();
    }
  }

  private final Way way;
  private final InetSocketAddress server;
  private final Random random;
  private final Selector selector;
  private final List<Viewer> viewers = new ArrayList<>();
  private final PriorityQueue<Viewer> waiting =
      new PriorityQueue<>(Comparator.comparingLong(viewer -> viewer.back));
  private final ConcurrentLinkedQueue<Runnable> orders = new ConcurrentLinkedQueue<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024);
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicReference<Throwable> broken = new AtomicReference<>();
  private final Arrivals arrivals;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param way how they are told
   * @param places how many viewers
   * @param spreadMillis over which they come first
   * @param seed of their pauses
   * @param first the number of the first of them among all
   */
  Crowd(Way way, int port, int places, int spreadMillis, long seed, int first, Arrivals arrivals)
      throws IOException {
    this.way = way;
    this.server = new InetSocketAddress("127.0.0.1", port);
    this.random = new Random(seed);
    this.selector = Selector.open();
    this.arrivals = arrivals;
    long now = System.currentTimeMillis();
    for (int i = 0; i < places; i++) {
      Viewer viewer = new Viewer(first + i);
      viewer.back = now + (long) spreadMillis * i / places;
      viewers.add(viewer);
      waiting.add(viewer);
    }
    this.thread = Thread.ofPlatform().name("crowd").start(this::work);
  }

  /** One of them. */
  private final class Viewer {
    private final int place;
    private Incoming frames = way.reader();
    private SelectionKey key;
    private boolean upgraded;
    private int matched;
    private int ended;
    private int failures;
    private long back;
    private long seen;

    @SuppressWarnings("NullAway.Init")
    Viewer(int place) {
      this.place = place;
    }
  }

  /** How many are connected and have been told something. */
  int open() {
    return open.get();
  }

  /** How many attempts came to nothing. */
  int refused() {
    return refused.get();
  }

  /** Cuts all connections at once, without a goodbye. */
  void cut() {
    orders.add(() ->
        viewers.forEach(viewer -> {
          if (viewer.key != null && viewer.key.isValid()) {
            lost(viewer);
          }
        }));
    selector.wakeup();
  }

  private void work() {
    try {
      while (!closed) {
        come();
        Viewer next = waiting.peek();
        long wait = next == null ? 50 : Math.clamp(next.back - System.currentTimeMillis(), 1, 50);
        selector.select(this::ready, wait);
        for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
          order.run();
        }
      }
    } catch (IOException | RuntimeException e) {
      broken.set(e);
    }
  }

  private void come() throws IOException {
    long now = System.currentTimeMillis();
    for (Viewer viewer = waiting.peek();
        viewer != null && viewer.back <= now;
        viewer = waiting.peek()) {
      waiting.poll();
      SocketChannel channel = SocketChannel.open();
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      channel.configureBlocking(false);
      viewer.frames = way.reader();
      viewer.upgraded = false;
      viewer.matched = 0;
      viewer.ended = 0;
      viewer.key = channel.register(selector, SelectionKey.OP_CONNECT, viewer);
      channel.connect(server);
    }
  }

  private void ready(SelectionKey key) {
    Viewer viewer = (Viewer) key.attachment();
    SocketChannel channel = (SocketChannel) key.channel();
    try {
      if (key.isConnectable() && channel.finishConnect()) {
        key.interestOps(SelectionKey.OP_READ);
        channel.write(ByteBuffer.wrap(hello(viewer)));
      } else if (key.isReadable()) {
        in.clear();
        int count = channel.read(in);
        in.flip();
        if (count < 0 || !heard(viewer)) {
          lost(viewer);
        }
      }
    } catch (IOException cut) {
      lost(viewer);
    }
  }

  /** As browsers ask, compression of messages included. */
  private byte[] hello(Viewer viewer) {
    return way == Way.SOCKET ? upgrade(viewer) : stream(viewer);
  }

  /** By HTTP/1.0 the stream comes as it is, without sizes of pieces in it. */
  private byte[] stream(Viewer viewer) {
    return ("GET /live/events?lang=en&since="
            + viewer.seen
            + " HTTP/1.0\r\nHost: 127.0.0.1:"
            + server.getPort()
            + "\r\nAccept: text/event-stream\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] upgrade(Viewer viewer) {
    return ("GET /live/socket?lang=en&since="
            + viewer.seen
            + "&as=bytes HTTP/1.1\r\n"
            + "Host: 127.0.0.1:"
            + server.getPort()
            + "\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\nOrigin: http://127.0.0.1:"
            + server.getPort()
            + "\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private boolean heard(Viewer viewer) throws IOException {
    if (!viewer.upgraded && !upgraded(viewer)) {
      return true;
    }
    return viewer.frames.take(
        in,
        number -> {
          viewer.failures = 0;
          arrivals.note(viewer.place, number);
          viewer.seen = Math.max(viewer.seen, number);
        });
  }

  /** Reads the answer's head; true when it is whole. */
  private boolean upgraded(Viewer viewer) throws IOException {
    while (in.hasRemaining()) {
      byte next = in.get();
      if (viewer.matched < way.taken.length && next != way.taken[viewer.matched++]) {
        throw new IOException("the server does not take such viewers");
      }
      viewer.ended = next == (viewer.ended % 2 == 0 ? '\r' : '\n') ? viewer.ended + 1 : 0;
      if (viewer.ended == 4) {
        viewer.upgraded = true;
        open.incrementAndGet();
        return true;
      }
    }
    return false;
  }

  /** Off, and back after the page's pause. */
  private void lost(Viewer viewer) {
    if (viewer.upgraded) {
      open.decrementAndGet();
    } else {
      refused.incrementAndGet();
    }
    viewer.upgraded = false;
    try {
      viewer.key.channel().close();
    } catch (IOException e) {
      broken.set(e);
    }
    double pause =
        Math.min(LONGEST_PAUSE, FIRST_PAUSE * Math.scalb(1.0, Math.min(viewer.failures++, 5)));
    viewer.back = System.currentTimeMillis() + (long) ((random.nextDouble() + 0.5) * pause);
    waiting.add(viewer);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SelectionKey key : List.copyOf(selector.keys())) {
      key.channel().close();
    }
    selector.close();
    Throwable failure = broken.get();
    if (failure != null) {
      throw new IOException("the crowd itself broke", failure);
    }
  }
}
