// SPDX-License-Identifier: Apache-2.0
package io.holter.data.array;

import io.holter.core.WindowShape;
import io.holter.data.Piece;
import java.io.IOException;
import java.util.List;

/** An array whose first dimension counts windows, or images. */
final class ArrayWindows implements Piece.Pieces {

    private final ArrayFile file;
    private final int height;
    private final WindowShape shape;
    private final float[] values;
    private final float[] stored;
    private final Piece.Window window;
    private boolean described;
    private long taken;

    /**
     * @param height rows of an image; 0 for windows of time
     * @param channelsFirst whether a window is stored channel by channel
     */
    ArrayWindows(ArrayFile file, WindowShape shape, int height, boolean channelsFirst) {
        this.file = file;
        this.height = height;
        this.shape = shape;
        this.values = new float[shape.size()];
        this.stored = channelsFirst ? new float[shape.size()] : values;
        this.window = new Piece.Window(this::place, shape, values, new Piece.Label(this::place, null));
    }

    private String place() {
        return file.header().file() + ": window " + (taken - 1);
    }

    @Override
    public Piece next() throws IOException {
        if (height > 0 && !described) {
            described = true;
            return new Piece.Description(() -> file.header().file(), List.of(), 0, height);
        }
        if (taken < file.header().size(0)) {
            file.read(stored, stored.length);
            if (stored != values) {
                transpose();
            }
            taken++;
            return window;
        }
        file.requireEnd();
        return null;
    }

    private void transpose() {
        for (int c = 0; c < shape.channels(); c++) {
            for (int t = 0; t < shape.length(); t++) {
                values[t * shape.channels() + c] = stored[c * shape.length() + t];
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
