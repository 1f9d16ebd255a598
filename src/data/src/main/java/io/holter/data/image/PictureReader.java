// SPDX-License-Identifier: Apache-2.0
package io.holter.data.image;

import io.holter.core.WrongArtefactException;
import io.holter.data.DataFeature;
import io.holter.data.DataFormat;
import io.holter.data.DataFormatException;
import io.holter.data.DataReader;
import io.holter.data.DataSource;
import io.holter.data.Piece;
import java.io.IOException;
import java.util.List;

/**
 * PNG and JPEG pictures, alone or all those in a folder and the folders in it: each a window of rows × columns samples,
 * in raw units from 0 to 255. Its label is the name of the folder that it is in.
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
    public String kind() {
        return "pictures";
    }

    @Override
    public boolean supports(DataFeature feature) {
        return switch (feature) {
            case IMAGE_SIZE, OWN_LABELS, CHANNELS -> true;
            default -> false;
        };
    }

    @Override
    public Piece.Pieces open(DataSource source, DataFormat format, Known known) throws IOException {
        if (format.channels() != 0 && format.channels() != 1 && format.channels() != 3) {
            throw new DataFormatException(
                    source.name(),
                    "pictures of 1 or 3 channels",
                    String.valueOf(format.channels()),
                    DataFeature.CHANNELS);
        }
        if (!source.isFolder()) {
            return new Pictures(List.of(source), format, known);
        }
        List<DataSource> pictures =
                source.files().stream().filter(PictureReader::isPicture).toList();
        if (pictures.isEmpty()) {
            throw new WrongArtefactException(
                    source.name(), "PNG or JPEG pictures in this folder (or a glob, for other files)", "none");
        }
        return new Pictures(pictures, format, known);
    }
}
