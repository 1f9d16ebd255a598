// SPDX-License-Identifier: Apache-2.0
package io.holter.data.array;

import io.holter.core.WindowShape;
import io.holter.data.DataFeature;
import io.holter.data.DataFormat;
import io.holter.data.DataFormatException;
import io.holter.data.DataReader;
import io.holter.data.DataSource;
import io.holter.data.LabelFile;
import io.holter.data.Piece;
import io.holter.data.WindowSize;
import java.io.IOException;
import java.util.Optional;

/**
 * Array files, {@code .npy} and IDX: windows × samples, windows × samples × channels or windows × channels × samples
 * (see {@link AxisOrder}), images × rows × columns (IDX) and images × rows × columns × channels; to be cut, a series
 * of samples, or samples × channels.
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
    private static Optional<ArrayFile.Kind> kindOf(DataSource source) throws IOException {
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
    public String kind() {
        return "an array";
    }

    @Override
    public boolean supports(DataFeature feature) {
        return feature == DataFeature.SLICING || feature == DataFeature.AXES;
    }

    @Override
    public Piece.Pieces open(DataSource source, DataFormat format, Known known) throws IOException {
        ArrayFile file = ArrayFile.open(source, kindOf(source).orElseThrow());
        try {
            return format.slicing() != null ? series(file, source.shortName(), format) : windows(file, format);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public Optional<LabelFile> openLabels(DataSource source) throws IOException {
        Optional<ArrayFile.Kind> kind = kindOf(source);
        return kind.isEmpty() ? Optional.empty() : Optional.of(ArrayLabels.of(ArrayFile.open(source, kind.get())));
    }

    private static Piece.Pieces series(ArrayFile file, String name, DataFormat format) {
        ArrayHeader header = file.header();
        if (header.dimensions() < 1 || header.dimensions() > 2) {
            throw new DataFormatException(
                    header.file(), "samples, or samples × channels, to cut", header.toString(), DataFeature.SLICING);
        }
        if (header.dimensions() == 2 && AxisOrder.of(header, 0, format) == DataFormat.Axes.CHANNELS_SAMPLES) {
            throw new DataFormatException(
                    header.file(),
                    "samples × channels, to cut (save numpy.ascontiguousarray(a.T))",
                    header.toString(),
                    DataFeature.AXES);
        }
        WindowShape sample = WindowSize.of(header::file, 1, header.dimensions() == 1 ? 1 : header.size(1));
        return new ArraySeries(file, name, sample.channels());
    }

    private static Piece.Pieces windows(ArrayFile file, DataFormat format) {
        ArrayHeader header = file.header();
        boolean images = header.dimensions() == 4 || header.dimensions() == 3 && header.images();
        if (header.dimensions() < 2 || header.dimensions() > 4) {
            throw new DataFormatException(
                    header.file(),
                    "windows × samples, windows × samples × channels or images × rows × columns × channels,"
                            + " or a series and a length to cut it into",
                    header.toString(),
                    DataFeature.SLICING);
        }
        if (!images) {
            return windowsOfTime(file, format);
        }
        long channels = header.dimensions() == 4 ? header.size(3) : 1;
        WindowSize.of(header::file, header.size(1), header.size(2));
        WindowShape shape = WindowSize.of(header::file, header.size(1) * header.size(2), channels);
        return new ArrayWindows(file, shape, (int) header.size(1), false);
    }

    private static Piece.Pieces windowsOfTime(ArrayFile file, DataFormat format) {
        ArrayHeader header = file.header();
        if (header.dimensions() == 2) {
            return new ArrayWindows(file, WindowSize.of(header::file, header.size(1), 1), 0, false);
        }
        boolean channelsFirst = AxisOrder.of(header, 1, format) == DataFormat.Axes.CHANNELS_SAMPLES;
        long length = header.size(channelsFirst ? 2 : 1);
        long channels = header.size(channelsFirst ? 1 : 2);
        return new ArrayWindows(file, WindowSize.of(header::file, length, channels), 0, channelsFirst);
    }
}
