package io.holter.data.array;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.data.DataFormat;
import io.holter.data.DataReader;
import io.holter.data.DataSource;
import io.holter.data.SeriesCutter;
import io.holter.data.WindowCollector;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Array files, {@code .npy} and IDX: windows × samples, windows × samples × channels, images × rows × columns (IDX) and
 * images × rows × columns × channels; with {@code --window} a series of samples, or samples × channels.
 */
public final class ArrayReader implements DataReader {

    private static final ArrayFile.Kind NPY = new NpyKind();
    private static final ArrayFile.Kind IDX = new IdxKind();

    /** The kind of array file that a source is, going by its name. */
    private static Optional<ArrayFile.Kind> named(DataSource source) {
        if (source.isNamed(".npy")) {
            return Optional.of(NPY);
        }
        return source.isNamed(".idx") || source.isNamed("-ubyte") ? Optional.of(IDX) : Optional.empty();
    }

    private static Optional<ArrayFile.Kind> starting(byte[] start) {
        return NpyKind.isStart(start) ? Optional.of(NPY) : IdxKind.isStart(start) ? Optional.of(IDX) : Optional.empty();
    }

    /** The kind of array file that a source is, if any. */
    public static Optional<ArrayFile.Kind> kindOf(DataSource source) throws IOException {
        Optional<ArrayFile.Kind> named = named(source);
        return named.isPresent() ? named : starting(source.start());
    }

    @Override
    public boolean claims(DataSource source) {
        return named(source).isPresent();
    }

    @Override
    public boolean knows(byte[] start) {
        return starting(start).isPresent();
    }

    @Override
    public void read(DataSource source, DataFormat format, WindowCollector collector) throws IOException {
        try (ArrayFile file = ArrayFile.open(source, kindOf(source).orElseThrow())) {
            if (format.slicing() != null) {
                readSeries(file, source, collector);
            } else {
                readWindows(file, collector);
            }
            file.requireEnd();
        }
    }

    private static void readSeries(ArrayFile file, DataSource source, WindowCollector collector) throws IOException {
        ArrayHeader header = file.header();
        if (header.dimensions() < 1 || header.dimensions() > 2) {
            throw new WrongArtefactException(
                    header.file(), "samples, or samples × channels, for --window to cut", header.toString());
        }
        WindowShape sample = WindowCollector.shape(header::file, 1, header.dimensions() == 1 ? 1 : header.size(1));
        SeriesCutter series = collector.series(header::file, source.shortName(), sample.channels());
        float[] values = new float[sample.size()];
        for (long i = 0; i < header.size(0); i++) {
            file.read(values, values.length);
            series.sample(values, null);
        }
        series.end();
    }

    private static void readWindows(ArrayFile file, WindowCollector collector) throws IOException {
        ArrayHeader header = file.header();
        boolean images = header.dimensions() == 4 || header.dimensions() == 3 && header.images();
        if (header.dimensions() < 2 || header.dimensions() > 4) {
            throw new WrongArtefactException(
                    header.file(),
                    "windows × samples, windows × samples × channels or images × rows × columns × channels,"
                            + " or --window N to cut a series",
                    header.toString());
        }
        WindowShape shape;
        if (images) {
            long channels = header.dimensions() == 4 ? header.size(3) : 1;
            WindowCollector.shape(header::file, header.size(1), header.size(2));
            shape = WindowCollector.shape(header::file, header.size(1) * header.size(2), channels);
            collector.describe(header::file, List.of(), 0, (int) header.size(1));
        } else {
            shape = WindowCollector.shape(header::file, header.size(1), header.dimensions() == 3 ? header.size(2) : 1);
        }
        float[] values = new float[shape.size()];
        for (long i = 0; i < header.size(0); i++) {
            long window = i;
            file.read(values, values.length);
            collector.window(() -> header.file() + ": window " + window, shape, values, null);
        }
    }
}
