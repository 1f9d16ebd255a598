// SPDX-License-Identifier: Apache-2.0
package io.holter.data.image;

import io.holter.core.WindowShape;
import io.holter.data.DataFeature;
import io.holter.data.DataFormat;
import io.holter.data.DataFormatException;
import io.holter.data.DataReader;
import io.holter.data.DataSource;
import io.holter.data.LabelPlace;
import io.holter.data.Piece;
import io.holter.data.WindowSize;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** Pictures of some files, each a window; holds one at a time. */
final class Pictures implements Piece.Pieces {

    private final Iterator<DataSource> files;
    private final DataFormat format;
    private WindowShape shape;
    private int height;
    private Piece.Window described;

    /**
     * @param known what earlier pictures have fixed
     */
    Pictures(List<DataSource> files, DataFormat format, DataReader.Known known) {
        this.files = files.iterator();
        this.format = format;
        this.shape = known.shape();
        this.height = known.height();
    }

    @Override
    public Piece next() throws IOException {
        if (described != null) {
            Piece.Window picture = described;
            described = null;
            return picture;
        }
        if (!files.hasNext()) {
            return null;
        }
        try (DataSource file = files.next()) {
            return read(file);
        }
    }

    /** What is known of a picture; the picture itself comes next. */
    private Piece read(DataSource file) throws IOException {
        DataFormat.ImageSize[] found = new DataFormat.ImageSize[1];
        Picture picture = PictureDecoder.decode(file, size -> {
            found[0] = size;
            if (format.images() == null) {
                requireSize(file, size);
            }
        });
        int channels = channels(picture);
        DataFormat.ImageSize size = format.images() == null ? found[0] : format.images();
        WindowShape window = WindowSize.of(file::name, (long) size.height() * size.width(), channels);
        float[] values = AreaAverage.scale(picture.values(channels), found[0], size, channels);
        boolean own =
                format.labels().place() == LabelPlace.OWN || format.labels().place() == LabelPlace.FOLDER;
        Piece.Label label = new Piece.Label(file::name, own ? file.folder() : null);
        described = new Piece.Window(file::name, window, values, label);
        if (shape == null) {
            shape = window;
            height = size.height();
        }
        return new Piece.Description(file::name, List.of(), 0, size.height());
    }

    /**
     * Grey among coloured pictures becomes coloured, which loses nothing; coloured among grey ones does not go unasked.
     */
    private int channels(Picture picture) {
        if (format.channels() != 0) {
            return format.channels();
        }
        boolean coloured = shape != null && shape.channels() == 3;
        return coloured ? 3 : picture.channels();
    }

    private void requireSize(DataSource file, DataFormat.ImageSize size) {
        WindowShape found = WindowSize.of(file::name, (long) size.height() * size.width(), 1);
        if (shape != null && height > 0 && (shape.length() != found.length() || height != size.height())) {
            throw new DataFormatException(
                    file.name(),
                    height + " × " + shape.length() / height + " pixels as before, or a size to scale all to",
                    size.height() + " × " + size.width(),
                    DataFeature.IMAGE_SIZE);
        }
    }

    @Override
    public void close() {}
}
