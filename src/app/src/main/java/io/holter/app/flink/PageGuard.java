// SPDX-License-Identifier: Apache-2.0
package io.holter.app.flink;

import io.holter.core.Escaped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.shaded.netty4.io.netty.buffer.Unpooled;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelDuplexHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelFutureListener;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPromise;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.FullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderValues;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaders;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpMethod;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.QueryStringDecoder;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;

/**
 * Refuses every request that is not a question from this machine, before anything of its body is kept: Flink's REST
 * interface has no passwords, and takes jobs, which are code.
 *
 * <p>Only GET passes, and of that not the two that end a job. The Host header must name the loopback interface, so that
 * no foreign name that resolves to it gets through (DNS rebinding), and a browser's Origin must be the page itself. One
 * for each connection.
 */
final class PageGuard extends ChannelDuplexHandler {

    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);
    /** They change something, and are reached by GET for the sake of YARN's proxy. */
    private static final Set<String> CHANGING = Set.of("yarn-cancel", "yarn-stop");

    private boolean refused;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!refused && message instanceof HttpRequest request) {
            refusal(request).ifPresent(answer -> {
                refused = true;
                context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
            });
        }
        if (refused) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    /** Flink lets pages of every origin read its answers. */
    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            response.headers().remove(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN);
        }
        context.write(message, promise);
    }

    private static Optional<FullHttpResponse> refusal(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(answer(HttpResponseStatus.BAD_REQUEST, "not a request of HTTP/1.1"));
        }
        if (!request.method().equals(HttpMethod.GET)) {
            return Optional.of(answer(HttpResponseStatus.METHOD_NOT_ALLOWED, "this page is for reading: GET only"));
        }
        if (!request.uri().startsWith("/")) {
            return Optional.of(answer(HttpResponseStatus.BAD_REQUEST, "expected a path that starts with /"));
        }
        Optional<FullHttpResponse> answer = refusalOf(request.uri());
        if (answer.isPresent()) {
            return answer;
        }
        HttpHeaders headers = request.headers();
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() != 1 || !LOOPBACK.matcher(hosts.get(0)).matches()) {
            return Optional.of(answer(HttpResponseStatus.FORBIDDEN, "expected the Host localhost"));
        }
        String self = "http://" + hosts.get(0);
        if (!headers.getAll(HttpHeaderNames.ORIGIN).stream().allMatch(self::equalsIgnoreCase)) {
            return Optional.of(answer(HttpResponseStatus.FORBIDDEN, "this page answers no other page"));
        }
        return Optional.empty();
    }

    private static Optional<FullHttpResponse> refusalOf(String uri) {
        String path;
        String parameters;
        try {
            QueryStringDecoder decoder = new QueryStringDecoder(uri);
            path = decoded(decoder.path());
            parameters = decoder.parameters().toString();
        } catch (IllegalArgumentException e) {
            return Optional.of(answer(HttpResponseStatus.FORBIDDEN, "expected a path with valid % escapes"));
        }
        if (Stream.of(path.split("/")).anyMatch(CHANGING::contains)) {
            return Optional.of(answer(HttpResponseStatus.FORBIDDEN, "this page is for reading: it ends no job"));
        }
        // Flink logs what it cannot understand as it came, and an image on any page asks without an Origin.
        String text = path + parameters;
        if (!Escaped.of(text).equals(text)) {
            return Optional.of(answer(HttpResponseStatus.BAD_REQUEST, "expected a path without control characters"));
        }
        return Optional.empty();
    }

    /** Decoded until nothing is left to decode: Flink's router does it twice, and takes %2579arn-cancel for yarn-cancel. */
    private static String decoded(String path) {
        String decoded = QueryStringDecoder.decodeComponent(path);
        return decoded.equals(path) ? path : decoded(decoded);
    }

    private static FullHttpResponse answer(HttpResponseStatus status, String why) {
        byte[] body = (why + "\n").getBytes(StandardCharsets.UTF_8);
        FullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return answer;
    }
}
