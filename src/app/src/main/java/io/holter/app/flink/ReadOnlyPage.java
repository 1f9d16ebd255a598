// SPDX-License-Identifier: Apache-2.0
package io.holter.app.flink;

import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.Channel;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInitializer;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelPipeline;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpServerCodec;

/**
 * Puts a {@link PageGuard} before Flink's REST interface, where {@link #ENABLED} says so: on an {@link EmbeddedFlink},
 * and on no other cluster that has this class on its class path. Flink finds it by {@code ServiceLoader}.
 */
public final class ReadOnlyPage implements InboundChannelHandlerFactory {

    static final ConfigOption<Boolean> ENABLED = ConfigOptions.key("holter.page.read-only")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether Flink's REST interface only answers questions, from this machine.");

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Optional<ChannelHandler> createHandler(Configuration configuration, Map<String, String> responseHeaders) {
        return configuration.get(ENABLED) ? Optional.of(new Installer()) : Optional.empty();
    }

    /** Flink appends it behind the handlers that store uploads and gather bodies; the guard has to stand before them. */
    private static final class Installer extends ChannelInitializer<Channel> {

        @Override
        protected void initChannel(Channel channel) {
            ChannelPipeline pipeline = channel.pipeline();
            pipeline.addAfter(pipeline.context(HttpServerCodec.class).name(), "guard", new PageGuard());
        }
    }
}
