// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * Layers in which every value meets every other.
 *
 * @param hidden widths of the encoder's layers, the last being the code; the decoder mirrors them
 * @param activation of all hidden layers but the code
 * @param code activation of the code
 */
public record DenseArchitecture(List<Integer> hidden, Activation activation, Activation code) implements Architecture {

    public DenseArchitecture {
        hidden = List.copyOf(hidden);
        if (hidden.isEmpty() || hidden.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException("at least one hidden layer, each of width 1 or more, got " + hidden);
        }
    }

    /**
     * Rectified linear units and a linear code: rectified values of it that are 0 for all windows could not learn
     * anymore.
     */
    public static DenseArchitecture of(Integer... hidden) {
        return new DenseArchitecture(List.of(hidden), Activation.RELU, Activation.LINEAR);
    }

    @Override
    public String name() {
        return "dense";
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("hidden", hidden.stream().map(String::valueOf).collect(Collectors.joining(",")));
        settings.put("activation", activation.toString());
        settings.put("code-activation", code.toString());
        return settings;
    }

    @Override
    public Network network(Geometry geometry) {
        return new DenseNetwork(widths(geometry.size()));
    }

    private List<Integer> widths(int size) {
        List<Integer> widths = new ArrayList<>();
        widths.add(size);
        widths.addAll(hidden);
        for (int i = hidden.size() - 2; i >= 0; i--) {
            widths.add(hidden.get(i));
        }
        widths.add(size);
        return widths;
    }

    private final class DenseNetwork implements Network {

        private final List<Integer> widths;
        private final int middle = hidden.size();

        DenseNetwork(List<Integer> widths) {
            this.widths = List.copyOf(widths);
        }

        @Override
        public int codeWidth() {
            return widths.get(middle);
        }

        @Override
        public List<Integer> widths() {
            return widths;
        }

        @Override
        public Operand<TFloat32> encode(Layers layers, Operand<TFloat32> windows) {
            return run(layers, windows, 1, middle, code);
        }

        @Override
        public Operand<TFloat32> decode(Layers layers, Operand<TFloat32> codes) {
            int last = widths.size() - 1;
            Operand<TFloat32> x = run(layers, codes, middle + 1, last - 1, activation);
            return run(layers.last(), x, last, last, Activation.LINEAR);
        }

        private Operand<TFloat32> run(Layers layers, Operand<TFloat32> input, int first, int last, Activation end) {
            Operand<TFloat32> x = input;
            for (int i = first; i <= last; i++) {
                String name = "dense" + i;
                x = layers.denseFromSmall(name, x, widths.get(i - 1), widths.get(i), i == last ? end : activation);
            }
            return x;
        }
    }
}
