// SPDX-License-Identifier: Apache-2.0
package io.holter.data.array;

import io.holter.data.Piece;
import java.io.IOException;
import java.util.List;

/** An array of samples, or samples × channels, as one series. */
final class ArraySeries implements Piece.Pieces {

    private final ArrayFile file;
    private final String name;
    private final float[] values;
    private final Piece.Sample sample;
    private boolean started;
    private boolean ended;
    private long taken;

    ArraySeries(ArrayFile file, String name, int channels) {
        this.file = file;
        this.name = name;
        this.values = new float[channels];
        this.sample = new Piece.Sample(values, new Piece.Label(this::place, null));
    }

    private String place() {
        return file.header().file() + ", sample " + (taken - 1);
    }

    @Override
    public Piece next() throws IOException {
        if (!started) {
            started = true;
            return new Piece.SeriesStart(() -> file.header().file(), name, values.length, List.of());
        }
        if (taken < file.header().size(0)) {
            file.read(values, values.length);
            taken++;
            return sample;
        }
        if (!ended) {
            ended = true;
            file.requireEnd();
            return new Piece.SeriesEnd();
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
