// SPDX-License-Identifier: Apache-2.0
package io.holter.data.text;

import io.holter.core.WrongArtefactException;
import io.holter.data.DataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Sources that are text in UTF-8, with a byte order mark or without. */
final class TextSource {

    private static final int BUFFER = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** What a decoder puts in the place of bytes that make no character. */
    private static final char REPLACEMENT = '\uFFFD';

    private TextSource() {}

    /**
     * Opens a source. To be closed.
     *
     * @throws WrongArtefactException if it begins as no text does
     */
    static BufferedReader open(DataSource source) throws IOException {
        InputStream in = source.open();
        try {
            in.mark(BinaryContent.START);
            byte[] start = in.readNBytes(BinaryContent.START);
            in.reset();
            BinaryContent.refuse(source.name(), start);
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), BUFFER);
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
            return reader;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /**
     * A name or a label as it stands in a text.
     *
     * @throws WrongArtefactException if it holds what decoding leaves of bytes that are not UTF-8
     */
    static String requireUtf8(Supplier<String> place, String text) {
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw new WrongArtefactException(
                    place.get(), "text in UTF-8", "another encoding (iconv -f latin1 -t utf-8 converts it)");
        }
        return text;
    }

    /** Bytes as text, one character each. */
    static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
