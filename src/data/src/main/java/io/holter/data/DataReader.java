package io.holter.data;

import java.io.IOException;

/**
 * One kind of data: knows its sources, and delivers what they hold to a {@link WindowCollector}, either windows or long
 * series, one piece after another and never more than a few in memory. Readers keep no state between sources.
 *
 * <p>A reader checks what only it can see: that its source is whole and well formed, that sizes which a source claims are
 * there before anything is allocated for them. What holds for all kinds (one shape throughout, finite values, labels
 * that are missing or never normal, series that are too short, sources that are empty) the collector checks. What is
 * wrong is a {@link io.holter.core.WrongArtefactException} that begins with {@link DataSource#name()} and says where
 * in the source: a line and column, a byte offset, an index. A packed source
 * that ends early says so itself.
 *
 * <p>To add a kind: write the class, and put it into {@link WindowFiles#READERS}.
 */
public interface DataReader {

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

    /** Delivers all that a source holds. */
    void read(DataSource source, DataFormat format, WindowCollector collector) throws IOException;
}
