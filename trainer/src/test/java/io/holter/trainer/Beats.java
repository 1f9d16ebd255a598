// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer;

import io.holter.core.WindowShape;
import io.holter.data.SharedData;
import io.holter.data.set.WindowSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Normal and abnormal heartbeats, and mixtures of them: for tests.
 *
 * @param shape of every beat
 * @param normal normal beats
 * @param abnormal abnormal ones
 */
public record Beats(WindowShape shape, List<float[]> normal, List<float[]> abnormal) {

    private static final int BEFORE = 90;
    private static final int AFTER = 162;

    private static final WindowShape MIT_BIH = new WindowShape(BEFORE + AFTER, 1);

    /** Samples of the moving average that is taken away: 0.6 s. */
    private static final int BASELINE = 216;

    /** Samples around a premature beat that its own 0.2 s before and after its place, and the average, reach. */
    private static final int REACH = 72 + BASELINE / 2;

    /** Beats of ECG5000 (UCR archive), 140 samples each. */
    public static Beats ecg5000() throws IOException {
        List<float[]> normal = new ArrayList<>();
        List<float[]> abnormal = new ArrayList<>();
        for (String line : lines(SharedData.require("ECG5000/ecg.csv.gz"))) {
            String[] fields = line.split(",");
            float[] beat = new float[140];
            for (int i = 0; i < beat.length; i++) {
                beat[i] = Float.parseFloat(fields[i]);
            }
            (Double.parseDouble(fields[140]) == 1 ? normal : abnormal).add(beat);
        }
        return new Beats(new WindowShape(140, 1), normal, abnormal);
    }

    /**
     * Beats of a record of the MIT-BIH arrhythmia database (PhysioNet), the premature ventricular ones abnormal. Those
     * beside a premature one, whose window holds a part of it, are neither.
     */
    public static Beats mitBih(int record) throws IOException {
        NavigableSet<Integer> premature = new TreeSet<>(places(SharedData.require("MITBIH/" + record + "_pvc.csv")));
        List<float[]> normal = new ArrayList<>();
        List<float[]> abnormal = new ArrayList<>();
        cut(record).forEach((place, beat) -> {
            if (premature.contains(place)) {
                abnormal.add(beat);
            } else if (premature
                    .subSet(place - BEFORE - REACH, place + AFTER + REACH)
                    .isEmpty()) {
                normal.add(beat);
            }
        });
        return new Beats(MIT_BIH, normal, abnormal);
    }

    /**
     * All beats of such a record in their order, the premature ventricular ones marked.
     *
     * @param from the first of them starts here, samples from the beginning
     * @param to all start before this
     */
    public static WindowSet mitBih(int record, int from, int to) throws IOException {
        List<Integer> premature = places(SharedData.require("MITBIH/" + record + "_pvc.csv"));
        List<float[]> beats = new ArrayList<>();
        BitSet anomalies = new BitSet();
        cut(record).subMap(from, to).forEach((place, beat) -> {
            anomalies.set(beats.size(), premature.contains(place));
            beats.add(beat);
        });
        return WindowSet.of(MIT_BIH, beats, anomalies, true, List.of("record " + record));
    }

    /** The beats of a record by their places, in mV. */
    private static NavigableMap<Integer, float[]> cut(int record) throws IOException {
        List<String> lines = lines(SharedData.require("MITBIH/" + record + "_lead0_adc.csv.gz"));
        double[] flat = withoutBaseline(lines.stream()
                .skip(1)
                .mapToDouble(adc -> (Double.parseDouble(adc) - 1024) / 200)
                .toArray());
        NavigableMap<Integer, float[]> beats = new TreeMap<>();
        for (int place : places(SharedData.require("MITBIH/" + record + "_beats.csv"))) {
            if (place < BEFORE || place + AFTER > flat.length) {
                continue;
            }
            float[] beat = new float[BEFORE + AFTER];
            for (int i = 0; i < beat.length; i++) {
                beat[i] = (float) flat[place - BEFORE + i];
            }
            beats.put(place, beat);
        }
        return beats;
    }

    /** Waves of two periods with a little noise, the abnormal ones of three; amplitude and phase vary in both. */
    public static Beats waves(int count, long seed) {
        Random random = new Random(seed);
        List<float[]> normal = new ArrayList<>();
        List<float[]> abnormal = new ArrayList<>();
        for (int i = 0; i < 2 * count; i++) {
            double periods = i < count ? 2 : 3;
            double amplitude = 0.8 + 0.4 * random.nextDouble();
            double phase = random.nextDouble() - 0.5;
            float[] wave = new float[40];
            for (int t = 0; t < wave.length; t++) {
                double noise = 0.1 * random.nextGaussian();
                wave[t] = (float) (10 + amplitude * Math.sin(phase + t * periods * 2 * Math.PI / wave.length) + noise);
            }
            (i < count ? normal : abnormal).add(wave);
        }
        return new Beats(new WindowShape(40, 1), normal, abnormal);
    }

    /** Normal beats, and so many abnormal ones among them that they are this share, in random order. */
    public WindowSet mixture(double share, long seed) throws IOException {
        List<float[]> from = new ArrayList<>(normal);
        List<float[]> others = new ArrayList<>(abnormal);
        Collections.shuffle(from, new Random(seed));
        Collections.shuffle(others, new Random(seed));
        int count = Math.min(from.size(), share == 0 ? from.size() : (int) (others.size() * (1 - share) / share));
        int bad = (int) Math.round(count * share / (1 - share));
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < count + bad; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        List<float[]> windows = new ArrayList<>();
        BitSet anomalies = new BitSet();
        for (int i : order) {
            anomalies.set(windows.size(), i >= count);
            windows.add(i < count ? from.get(i) : others.get(i - count));
        }
        return WindowSet.of(shape, windows, anomalies, true, List.of("beats"));
    }

    private static double[] withoutBaseline(double[] signal) {
        double[] sums = new double[signal.length + 1];
        for (int i = 0; i < signal.length; i++) {
            sums[i + 1] = sums[i] + signal[i];
        }
        double[] flat = new double[signal.length];
        for (int i = 0; i < signal.length; i++) {
            int from = Math.max(0, i - BASELINE / 2);
            int to = Math.min(signal.length, i + BASELINE / 2 + 1);
            flat[i] = signal[i] - (sums[to] - sums[from]) / (to - from);
        }
        return flat;
    }

    private static List<Integer> places(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> Integer.valueOf(line.split(",")[1].trim()))
                .toList();
    }

    private static List<String> lines(Path file) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            return reader.lines().toList();
        }
    }
}
