// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Convolutions: over time for windows, over rows and columns for images. Each stage of the encoder makes rows and
 * columns smaller by a factor, each of the decoder larger again, in the opposite order. Where the factor does not divide
 * them, they are rounded up.
 *
 * @param filters channels that each stage of the encoder gives; the decoder mirrors them
 * @param kernel rows (and columns, for images) that a convolution looks at, 1 or more; {@link #AUTOMATIC_KERNEL} is 7
 *     samples for windows of time and 3 rows and columns for images
 * @param sampling how stages change rows and columns
 * @param bottleneck what stands between encoder and decoder
 * @param block what follows each convolution
 */
public record ConvArchitecture(List<Integer> filters, int kernel, Sampling sampling, Bottleneck bottleneck, Block block)
        implements Architecture {

    /** A kernel as wide as is usual for windows of time, or for images. */
    public static final int AUTOMATIC_KERNEL = 0;

    private static final int KERNEL_OF_TIME = 7;
    private static final int KERNEL_OF_IMAGES = 3;

    /** How a stage of the encoder makes rows and columns smaller. */
    public enum Down {
        /** The convolution moves on by the factor. */
        STRIDE,
        /** A convolution, then the greatest of each block. */
        POOL
    }

    /** How a stage of the decoder makes rows and columns larger. */
    public enum Up {
        /** A transposed convolution with the factor as its stride. */
        TRANSPOSED,
        /** Each value repeated, then a convolution. */
        NEAREST
    }

    /**
     * How stages change rows and columns.
     *
     * @param factor by how much, 2 or more
     */
    public record Sampling(int factor, Down down, Up up) {
        public Sampling {
            if (factor < 2) {
                throw new IllegalArgumentException("a stage makes windows smaller by 2 or more, got " + factor);
            }
        }
    }

    /**
     * What stands between encoder and decoder.
     *
     * @param code values of a dense, linear code; 0 takes what the last stage gives as the code
     * @param convolved whether a convolution that keeps rows and columns comes before the decoder's stages
     */
    public record Bottleneck(int code, boolean convolved) {
        public Bottleneck {
            if (code < 0) {
                throw new IllegalArgumentException("a dense code has 1 or more values, or 0 for none, got " + code);
            }
        }
    }

    /**
     * What follows each convolution but the last.
     *
     * @param dropout share of values that drop out while training, 0 to below 1
     */
    public record Block(Activation activation, boolean batchNormalisation, double dropout) {
        public Block {
            if (!(dropout >= 0 && dropout < 1)) {
                throw new IllegalArgumentException("dropout lies from 0 to below 1, got " + dropout);
            }
        }
    }

    public ConvArchitecture {
        filters = List.copyOf(filters);
        if (filters.isEmpty() || filters.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException("at least one stage, each of 1 filter or more, got " + filters);
        }
        if (kernel < 0) {
            throw new IllegalArgumentException("a kernel is 1 or more wide, got " + kernel);
        }
    }

    @Override
    public String name() {
        return "conv";
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("filters", filters.stream().map(String::valueOf).collect(Collectors.joining(",")));
        settings.put("kernel", kernel == AUTOMATIC_KERNEL ? "automatic" : String.valueOf(kernel));
        settings.put("factor", String.valueOf(sampling.factor));
        settings.put("down", sampling.down.name().toLowerCase(Locale.ROOT));
        settings.put("up", sampling.up.name().toLowerCase(Locale.ROOT));
        settings.put("code", String.valueOf(bottleneck.code));
        settings.put("convolve-code", String.valueOf(bottleneck.convolved));
        settings.put("activation", block.activation.toString());
        settings.put("batch-normalisation", String.valueOf(block.batchNormalisation));
        settings.put("dropout", String.valueOf(block.dropout));
        return settings;
    }

    @Override
    public Network network(Geometry geometry) {
        return new ConvNetwork(this, geometry);
    }

    /** Rows that a convolution looks at in windows of a geometry. */
    int kernelFor(Geometry geometry) {
        if (kernel != AUTOMATIC_KERNEL) {
            return kernel;
        }
        return geometry.isImage() ? KERNEL_OF_IMAGES : KERNEL_OF_TIME;
    }
}
