package io.holter.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class DenseNetworkTest {

    @Test
    void decoderMirrorsTheEncoder() {
        DenseNetwork network = DenseNetwork.random(140, List.of(32, 16, 8), 1);
        assertThat(network.widths()).containsExactly(140, 32, 16, 8, 16, 32, 140);
        assertThat(network.codeWidth()).isEqualTo(8);
        assertThat(DenseNetwork.random(10, List.of(3), 1).widths()).containsExactly(10, 3, 10);
    }

    @Test
    void sameSeedSameWeights() {
        float[][] weights =
                DenseNetwork.random(20, List.of(4), 7).layers().get(0).weights();
        assertThat(DenseNetwork.random(20, List.of(4), 7).layers().get(0).weights())
                .isDeepEqualTo(weights);
        assertThat(DenseNetwork.random(20, List.of(4), 8).layers().get(0).weights()[0])
                .isNotEqualTo(weights[0]);
    }

    @Test
    void encoderAndDecoderHaveAsManyLayers() {
        List<DenseNetwork.Layer> layers = DenseNetwork.random(4, List.of(2), 1).layers();
        assertThatThrownBy(() -> new DenseNetwork(layers.subList(0, 1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DenseNetwork(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
