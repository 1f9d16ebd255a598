// SPDX-License-Identifier: Apache-2.0
package io.holter.bench.quality;

import io.holter.core.WindowShape;
import io.holter.data.set.WindowSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * One lead of an ECG with the places of its beats.
 *
 * @param name of the record
 * @param signal mV, its moving average taken away
 * @param beats samples of all beats, rising
 * @param premature those of the premature ventricular ones
 */
record BeatRecord(String name, float[] signal, List<Integer> beats, Set<Integer> premature) {

    /** How the name of a file with a signal ends. */
    static final String SIGNAL = "_lead0_adc.csv.gz";

    private static final int BEFORE = 90;
    private static final int AFTER = 162;

    /** Samples of the moving average: 0.6 s. */
    private static final int BASELINE = 216;

    private static final double ADC_ZERO = 1024;
    private static final double ADC_GAIN = 200;

    /** Reads a record of a folder. */
    static BeatRecord read(Path folder, String name) throws IOException {
        double[] millivolts;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(folder.resolve(name + SIGNAL))), StandardCharsets.US_ASCII))) {
            millivolts = lines.lines()
                    .skip(1)
                    .mapToDouble(adc -> (Double.parseDouble(adc) - ADC_ZERO) / ADC_GAIN)
                    .toArray();
        }
        return new BeatRecord(
                name,
                withoutBaseline(millivolts),
                places(folder.resolve(name + "_beats.csv")),
                Set.copyOf(places(folder.resolve(name + "_pvc.csv"))));
    }

    int samples() {
        return signal.length;
    }

    /**
     * Windows around beats in their order, the premature ones anomalies.
     *
     * @param from the first beat is here or later
     * @param to all beats are before this
     */
    WindowSet beats(int from, int to) throws IOException {
        List<float[]> windows = new ArrayList<>();
        BitSet anomalies = new BitSet();
        for (int beat : beats) {
            if (beat >= Math.max(from, BEFORE) && beat < to && beat + AFTER <= signal.length) {
                float[] window = new float[BEFORE + AFTER];
                System.arraycopy(signal, beat - BEFORE, window, 0, window.length);
                anomalies.set(windows.size(), premature.contains(beat));
                windows.add(window);
            }
        }
        return WindowSet.of(new WindowShape(BEFORE + AFTER, 1), windows, anomalies, true, List.of(name));
    }

    private static List<Integer> places(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> Integer.valueOf(line.split(",")[1].strip()))
                .toList();
    }

    private static float[] withoutBaseline(double[] signal) {
        double[] sums = new double[signal.length + 1];
        for (int i = 0; i < signal.length; i++) {
            sums[i + 1] = sums[i] + signal[i];
        }
        float[] flat = new float[signal.length];
        for (int i = 0; i < signal.length; i++) {
            int from = Math.max(0, i - BASELINE / 2);
            int to = Math.min(signal.length, i + BASELINE / 2 + 1);
            flat[i] = (float) (signal[i] - (sums[to] - sums[from]) / (to - from));
        }
        return flat;
    }
}
