// SPDX-License-Identifier: Apache-2.0
package io.holter.it;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A wire between clients and a broker that keeps requests of one kind back, as a busy coordinator might, so that a
 * client can be killed between two of its commits. What is kept back never arrives.
 */
final class KafkaProxy implements Closeable {

    /** Requests, by Kafka's number of them. */
    enum Request {
        /** Writes records. */
        PRODUCE(0),
        /** Commits the offsets of a consumer group. */
        OFFSET_COMMIT(8),
        /** Commits or aborts a transaction. */
        END_TXN(26);

        private final int key;

        Request(int key) {
            this.key = key;
        }

        static Request of(byte[] frame) {
            int key = ByteBuffer.wrap(frame).getShort();
            for (Request request : values()) {
                if (request.key == key) {
                    return request;
                }
            }
            return null;
        }
    }

    private static final byte[] HOST = "localhost".getBytes(StandardCharsets.US_ASCII);

    private final int brokerPort;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Map<Request, AtomicInteger> answered = new EnumMap<>(Request.class);
    private final AtomicInteger held = new AtomicInteger();
    private volatile Request hold;
    private volatile String holdWith;

    /** @param broker its address, localhost:port, which is also what it tells its clients */
    KafkaProxy(String broker) throws IOException {
        brokerPort = Integer.parseInt(broker.substring(broker.indexOf(':') + 1));
        server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        for (Request request : Request.values()) {
            answered.put(request, new AtomicInteger());
        }
        start(this::accept);
    }

    /** Where clients connect. */
    String bootstrap() {
        return "localhost:" + server.getLocalPort();
    }

    /** From now on keeps requests of a kind back, as far as they have a text in them, such as a transaction's name. */
    void hold(Request kind, String text) {
        held.set(0);
        holdWith = text;
        answered.values().forEach(count -> count.set(0));
        hold = kind;
    }

    /** Whether a request is kept back, and others have been answered since {@link #hold}. */
    boolean holds(Request other, int times) {
        return held.get() > 0 && answered.get(other).get() >= times;
    }

    /** Hangs up on every client, and lets everything pass again. */
    void hangUp() {
        sockets.forEach(KafkaProxy::close);
        hold = null;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
            client.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(broker);
            Map<Integer, Request> asked = new ConcurrentHashMap<>();
            start(() -> {
                try {
                    requests(client, broker, asked);
                } finally {
                    close(client);
                    close(broker);
                }
            });
            start(() -> {
                try {
                    answers(broker, client, asked);
                } finally {
                    close(client);
                    close(broker);
                }
            });
        }
    }

    private void requests(Socket client, Socket broker, Map<Integer, Request> asked) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(broker.getOutputStream());
        boolean keep = false;
        while (true) {
            byte[] frame = in.readNBytes(in.readInt());
            Request request = Request.of(frame);
            // What follows on the same connection waits behind it.
            if (request != null
                    && request == hold
                    && new String(frame, StandardCharsets.ISO_8859_1).contains(holdWith)) {
                keep = true;
                held.incrementAndGet();
            }
            if (!keep) {
                if (request != null) {
                    asked.put(ByteBuffer.wrap(frame).getInt(4), request);
                }
                write(out, frame);
            }
        }
    }

    private void answers(Socket broker, Socket client, Map<Integer, Request> asked) throws IOException {
        DataInputStream in = new DataInputStream(broker.getInputStream());
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        while (true) {
            byte[] frame = in.readNBytes(in.readInt());
            Request request = asked.remove(ByteBuffer.wrap(frame).getInt());
            direct(frame);
            write(out, frame);
            if (request != null) {
                answered.get(request).incrementAndGet();
            }
        }
    }

    /** Puts this port in place of the broker's, wherever an answer says where the broker is. */
    private void direct(byte[] frame) {
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        for (int i = 0; i + HOST.length + Integer.BYTES <= frame.length; i++) {
            int port = i + HOST.length;
            if (frame[i] == HOST[0]
                    && buffer.slice(i, HOST.length).equals(ByteBuffer.wrap(HOST))
                    && buffer.getInt(port) == brokerPort) {
                buffer.putInt(port, server.getLocalPort());
            }
        }
    }

    private static void write(DataOutputStream out, byte[] frame) throws IOException {
        byte[] whole = ByteBuffer.allocate(Integer.BYTES + frame.length)
                .putInt(frame.length)
                .put(frame)
                .array();
        out.write(whole);
        out.flush();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // one of the two has hung up
                    }
                },
                "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // as good as closed
        }
    }

    @Override
    public void close() {
        close(server);
        hangUp();
    }
}
