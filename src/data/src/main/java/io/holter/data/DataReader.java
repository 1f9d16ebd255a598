// SPDX-License-Identifier: Apache-2.0
package io.holter.data;

import io.holter.core.WindowShape;
import java.io.IOException;
import java.util.Optional;

/**
 * A reader of one kind of data: it knows its sources, and gives what they hold {@linkplain Piece piece by piece}, never
 * more than a few in memory. Readers keep no state between sources.
 *
 * <p>A reader checks what only it can see: that its source is whole and well formed, that sizes which a source claims
 * are there before anything is allocated for them. What holds for all kinds (one shape throughout, finite values,
 * labels that are missing or never normal, series that are too short, sources that are empty) {@link WindowStream}
 * checks. What is wrong is a {@link io.holter.core.WrongArtefactException} that starts with {@link DataSource#name()}
 * and says where in the source: a line and column, a byte offset, an index. What the format asks for and the source
 * does not have is a {@link DataFormatException}.
 *
 * <p>To add a kind: a package with its reader, and a line in {@code META-INF/services/io.holter.data.DataReader}, whose
 * order is that in which readers are asked.
 */
public interface DataReader {

    /** What to call a source of this kind in a message, such as {@code an array}. */
    String kind();

    /**
     * Whether a source is of this kind going by its name, scheme or nature alone. Asked of all readers before any
     * {@link #knows}.
     */
    boolean claims(DataSource source) throws IOException;

    /**
     * Whether a source is of this kind going by its content.
     *
     * @param start its first bytes, unpacked: {@value DataSource#START} of them, or all where there are fewer
     */
    default boolean knows(byte[] start) {
        return false;
    }

    /** Whether data of this kind has what a format may ask for. */
    boolean supports(DataFeature feature);

    /**
     * Opens a source. To be closed.
     *
     * @param known what earlier windows have fixed
     * @throws io.holter.core.WrongArtefactException if it is not what it seems
     */
    Piece.Pieces open(DataSource source, DataFormat format, Known known) throws IOException;

    /** Opens a source that holds a label for each window or sample of another; empty if it is not of this kind. */
    default Optional<LabelFile> openLabels(DataSource source) throws IOException {
        return Optional.empty();
    }

    /**
     * What the windows so far have in common.
     *
     * @param shape null as long as there was none
     * @param height rows of an image; 0 for windows of time, or where there was none
     */
    record Known(WindowShape shape, int height) {}
}
