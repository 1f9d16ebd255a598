package io.holter.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holter.core.WindowShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormalisationTest {

    private static final WindowShape ONE = new WindowShape(1, 1);

    @Test
    void eachChannelByItsOwnMeanAndDeviation() {
        WindowShape shape = new WindowShape(2, 2);
        AffineNormalisation normalisation = AffineNormalisation.standardising(
                shape, List.of(new float[] {1, 100, 3, 200}, new float[] {5, 300, 7, 400}));
        assertThat(normalisation.offsets()).containsExactly(4, 250);
        // Population variances of 1 3 5 7 and of 100 200 300 400.
        assertThat(normalisation.scales()[0]).isCloseTo((float) Math.sqrt(5), within(1e-6f));
        assertThat(normalisation.scales()[1]).isCloseTo((float) Math.sqrt(12_500), within(1e-4f));
        assertThat(normalisation.describe()).contains("channel 1 offset 250.0");
    }

    @Test
    void channelThatNeverChangesKeepsItsUnit() {
        for (float constant : new float[] {0, 0.1f, 1e8f}) {
            AffineNormalisation normalisation = AffineNormalisation.standardising(
                    new WindowShape(3, 1),
                    List.of(new float[] {constant, constant, constant}, new float[] {constant, constant, constant}));
            assertThat(normalisation.offsets()).containsExactly(constant);
            assertThat(normalisation.scales()).containsExactly(1);
        }
    }

    @Test
    void smallSpreadFarFromZeroIsFound() {
        AffineNormalisation normalisation = AffineNormalisation.standardising(
                new WindowShape(2, 1), List.of(new float[] {100_000, 100_001}, new float[] {100_002, 100_003}));
        assertThat(normalisation.scales()[0]).isCloseTo((float) Math.sqrt(1.25), within(1e-6f));
    }

    @Test
    void refusesWhatDividesByZero() {
        assertThatThrownBy(() -> new AffineNormalisation(ONE, new float[] {0}, new float[] {0}, false, ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AffineNormalisation(ONE, new float[2], new float[] {1}, false, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
