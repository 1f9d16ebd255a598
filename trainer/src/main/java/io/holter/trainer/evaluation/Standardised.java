package io.holter.trainer.evaluation;

import io.holter.trainer.data.WindowSet;
import io.holter.trainer.network.Normalisation;
import java.util.AbstractList;

/** Windows with each channel standardised, each computed when it is asked for. For any number of threads at once. */
final class Standardised extends AbstractList<float[]> {

    private final WindowSet windows;
    private final Normalisation normalisation;

    Standardised(WindowSet windows, Normalisation normalisation) {
        this.windows = windows;
        this.normalisation = normalisation;
    }

    @Override
    public float[] get(int i) {
        float[] window = windows.window(i);
        int channels = normalisation.offsets().length;
        for (int j = 0; j < window.length; j++) {
            int c = j % channels;
            window[j] = (window[j] - normalisation.offsets()[c]) / normalisation.scales()[c];
        }
        return window;
    }

    @Override
    public int size() {
        return windows.size();
    }
}
