// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import io.holter.data.option.Choice;
import io.holter.data.option.Heading;
import io.holter.data.option.Under;
import io.holter.trainer.network.Activation;
import io.holter.trainer.network.Architecture;
import io.holter.trainer.network.ConvArchitecture;
import io.holter.trainer.network.DenseArchitecture;
import io.holter.trainer.network.LinearArchitecture;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What kind of model to train, and its sizes. */
@Under(Heading.NETWORK)
public final class NetworkOptions {

    /** The kinds of model. */
    public enum Kind {
        DENSE,
        CONV,
        PCA,
        MEAN
    }

    /** Options that only some kinds have; all others go with every kind. */
    private static final Map<String, Set<Kind>> ONLY = Map.ofEntries(
            Map.entry("--hidden", Set.of(Kind.DENSE)),
            Map.entry("--code-activation", Set.of(Kind.DENSE)),
            Map.entry("--activation", Set.of(Kind.DENSE, Kind.CONV)),
            Map.entry("--slope", Set.of(Kind.DENSE, Kind.CONV)),
            Map.entry("--filters", Set.of(Kind.CONV)),
            Map.entry("--kernel", Set.of(Kind.CONV)),
            Map.entry("--factor", Set.of(Kind.CONV)),
            Map.entry("--down", Set.of(Kind.CONV)),
            Map.entry("--up", Set.of(Kind.CONV)),
            Map.entry("--code", Set.of(Kind.CONV)),
            Map.entry("--convolve-code", Set.of(Kind.CONV)),
            Map.entry("--batch-normalisation", Set.of(Kind.CONV)),
            Map.entry("--dropout", Set.of(Kind.CONV)),
            Map.entry("--components", Set.of(Kind.PCA)));

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--architecture",
            paramLabel = "dense|conv|pca|mean",
            converter = KindChoice.class,
            defaultValue = "dense",
            description = "Kind of model: fully connected layers (dense), convolutions over time or over rows and"
                    + " columns (conv), principal components (pca), or the mean window (mean). Default: dense.")
    private Kind kind;

    @Option(
            names = "--hidden",
            paramLabel = "N",
            split = ",",
            splitSynopsisLabel = ",",
            defaultValue = "32,16,8",
            description = "dense: widths of the encoder layers; the last one is the code, and the decoder mirrors"
                    + " them. Default: 32,16,8.")
    private List<Integer> hidden;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            converter = ActivationChoice.class,
            description = "dense, conv: relu, leaky-relu, tanh, sigmoid or linear. Default: relu; conv: leaky-relu.")
    private Activation.Kind activation;

    @Option(
            names = "--slope",
            paramLabel = "S",
            defaultValue = "0.1",
            description = "Slope of leaky-relu below 0. Default: ${DEFAULT-VALUE}.")
    private double slope;

    @Option(
            names = "--code-activation",
            paramLabel = "NAME",
            converter = ActivationChoice.class,
            defaultValue = "linear",
            description = "dense: activation of the code. Default: ${DEFAULT-VALUE}.")
    private Activation.Kind codeActivation;

    @Option(
            names = "--filters",
            paramLabel = "N",
            split = ",",
            splitSynopsisLabel = ",",
            defaultValue = "16,8",
            description = "conv: filters of each encoder stage; the decoder mirrors them. Default: 16,8.")
    private List<Integer> filters;

    @Option(
            names = "--kernel",
            paramLabel = "N",
            defaultValue = "0",
            description = "conv: size of a filter in samples, or in rows and columns. Default: 7; 3 for pictures.")
    private int kernel;

    @Option(
            names = "--factor",
            paramLabel = "N",
            defaultValue = "2",
            description = "conv: downsampling factor of a stage. Default: 2.")
    private int factor;

    @Option(
            names = "--down",
            paramLabel = "stride|pool",
            converter = DownChoice.class,
            defaultValue = "stride",
            description = "conv: downsample by strides, or by max pooling after each convolution. Default: stride.")
    private ConvArchitecture.Down down;

    @Option(
            names = "--up",
            paramLabel = "transposed|nearest",
            converter = UpChoice.class,
            defaultValue = "transposed",
            description = "conv: upsample by transposed convolutions, or by repeating values before each"
                    + " convolution. Default: transposed.")
    private ConvArchitecture.Up up;

    @Option(
            names = "--code",
            paramLabel = "N",
            defaultValue = "8",
            description =
                    "conv: size of the dense code; 0 uses the output of the last stage as the code. Default:" + " 8.")
    private int code;

    @Option(names = "--convolve-code", description = "conv: one more convolution before the first decoder stage.")
    private boolean convolveCode;

    @Option(names = "--batch-normalisation", description = "conv: normalise each batch after every convolution.")
    private boolean batchNormalisation;

    @Option(
            names = "--dropout",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "conv: share of values to drop in each stage during training. Default: 0.")
    private double dropout;

    @Option(
            names = "--components",
            paramLabel = "N",
            defaultValue = "2",
            description = "pca: number of components, 1 or more. Default: ${DEFAULT-VALUE}.")
    private int components;

    /**
     * The architecture.
     *
     * @throws IllegalArgumentException if a size is wrong
     * @throws ParameterException if an option is given that this kind of model does not have
     */
    Architecture architecture() {
        return architectures(List.of(kind)).get(0);
    }

    /**
     * Architectures of several kinds.
     *
     * @throws IllegalArgumentException if a size is wrong
     * @throws ParameterException if an option is given that none of these kinds has
     */
    List<Architecture> architectures(List<Kind> kinds) {
        var parsed = command.commandLine().getParseResult();
        ONLY.forEach((option, owners) -> {
            if (parsed.hasMatchedOption(option) && kinds.stream().noneMatch(owners::contains)) {
                throw new ParameterException(
                        command.commandLine(),
                        option + " does not go with --architecture "
                                + String.join(
                                        ",", kinds.stream().map(Choice::name).toList()));
            }
        });
        return kinds.stream().map(this::architecture).toList();
    }

    private Architecture architecture(Kind one) {
        return switch (one) {
            case DENSE ->
                new DenseArchitecture(
                        hidden,
                        new Activation(activation == null ? Activation.Kind.RELU : activation, slope),
                        new Activation(codeActivation, slope));
            case CONV -> conv();
            case PCA -> new LinearArchitecture(components);
            case MEAN -> new LinearArchitecture(0);
        };
    }

    private ConvArchitecture conv() {
        Activation after = new Activation(activation == null ? Activation.Kind.LEAKY_RELU : activation, slope);
        return new ConvArchitecture(
                filters,
                kernel,
                new ConvArchitecture.Sampling(factor, down, up),
                new ConvArchitecture.Bottleneck(code, convolveCode),
                new ConvArchitecture.Block(after, batchNormalisation, dropout));
    }

    static final class KindChoice extends Choice<Kind> {
        KindChoice() {
            super(Kind.class);
        }
    }

    static final class ActivationChoice extends Choice<Activation.Kind> {
        ActivationChoice() {
            super(Activation.Kind.class);
        }
    }

    static final class DownChoice extends Choice<ConvArchitecture.Down> {
        DownChoice() {
            super(ConvArchitecture.Down.class);
        }
    }

    static final class UpChoice extends Choice<ConvArchitecture.Up> {
        UpChoice() {
            super(ConvArchitecture.Up.class);
        }
    }
}
