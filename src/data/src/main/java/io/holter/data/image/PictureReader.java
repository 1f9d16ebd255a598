package io.holter.data.image;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.data.DataFormat;
import io.holter.data.DataReader;
import io.holter.data.DataSource;
import io.holter.data.LabelPlace;
import io.holter.data.WindowCollector;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * PNG and JPEG pictures, alone or all those in a folder and the folders in it: each a window of rows × columns samples, in
 * raw units from 0 to 255. Its label is the name of the folder that it is in.
 */
public final class PictureReader implements DataReader {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    @Override
    public boolean claims(DataSource source) {
        return source.isFolder() || isPicture(source);
    }

    private static boolean isPicture(DataSource source) {
        return source.isNamed(".png") || source.isNamed(".jpg") || source.isNamed(".jpeg");
    }

    @Override
    public boolean knows(byte[] start) {
        return startsWith(start, PNG) || startsWith(start, JPEG);
    }

    private static boolean startsWith(byte[] start, byte[] magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= start.length || start[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void read(DataSource source, DataFormat format, WindowCollector collector) throws IOException {
        if (format.channels() != 0 && format.channels() != 1 && format.channels() != 3) {
            throw new WrongArtefactException(
                    source.name(), "--channels 1 or 3 for pictures", String.valueOf(format.channels()));
        }
        if (!source.isFolder()) {
            readPicture(source, format, collector);
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(source.path(), FileVisitOption.FOLLOW_LINKS)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        int pictures = 0;
        for (Path file : files) {
            try (DataSource picture = new DataSource(file.toString())) {
                if (isPicture(picture)) {
                    readPicture(picture, format, collector);
                    pictures++;
                }
            }
        }
        if (pictures == 0) {
            throw new WrongArtefactException(
                    source.name(), "PNG or JPEG pictures in this folder (or a glob, for other files)", "none");
        }
    }

    private static void readPicture(DataSource source, DataFormat format, WindowCollector collector)
            throws IOException {
        DataFormat.ImageSize[] found = new DataFormat.ImageSize[1];
        Picture picture = PictureDecoder.decode(source, size -> {
            found[0] = size;
            if (format.images() == null) {
                requireSize(source, size, collector);
            }
        });
        int channels = channels(picture, format, collector);
        DataFormat.ImageSize size = format.images() == null ? found[0] : format.images();
        WindowShape shape = WindowCollector.shape(source::name, (long) size.height() * size.width(), channels);
        float[] values = AreaAverage.scale(picture.values(channels), found[0], size, channels);
        collector.describe(source::name, List.of(), 0, size.height());
        boolean own =
                format.labels().place() == LabelPlace.OWN || format.labels().place() == LabelPlace.FOLDER;
        collector.window(source::name, shape, values, own ? source.folder() : null);
    }

    /** Grey among coloured pictures becomes coloured, which loses nothing; coloured among grey ones does not go unasked. */
    private static int channels(Picture picture, DataFormat format, WindowCollector collector) {
        if (format.channels() != 0) {
            return format.channels();
        }
        boolean coloured = collector.shape() != null && collector.shape().channels() == 3;
        return coloured ? 3 : picture.channels();
    }

    private static void requireSize(DataSource source, DataFormat.ImageSize size, WindowCollector collector) {
        WindowShape found = WindowCollector.shape(source::name, (long) size.height() * size.width(), 1);
        WindowShape first = collector.shape();
        int height = collector.signal().height();
        if (first != null && height > 0 && (first.length() != found.length() || height != size.height())) {
            throw new WrongArtefactException(
                    source.name(),
                    height + " × " + first.length() / height + " pixels as before (or --image-size HxW, to scale all)",
                    size.height() + " × " + size.width());
        }
    }
}
