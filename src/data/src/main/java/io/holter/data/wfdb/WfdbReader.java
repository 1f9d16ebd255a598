// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import io.holter.core.WrongArtefactException;
import io.holter.data.DataFeature;
import io.holter.data.DataFormat;
import io.holter.data.DataFormatException;
import io.holter.data.DataReader;
import io.holter.data.DataSource;
import io.holter.data.LabelPlace;
import io.holter.data.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * Records of PhysioNet's WFDB format, by their header or their name: a series for each run of samples that no signal
 * misses, to be cut every so many samples or around the annotated beats. Runs without a window are passed over.
 */
public final class WfdbReader implements DataReader {

    private static final String HEADER = ".hea";
    /** The annotator of most records. */
    private static final String ANNOTATOR = "atr";

    @Override
    public boolean claims(DataSource source) {
        return source.isNamed(HEADER) || isRecordName(source) || isOtherFile(source);
    }

    /** A signal or annotation file, which says nothing without its header. */
    private static boolean isOtherFile(DataSource source) {
        return source.scheme().isEmpty()
                && (source.isNamed(".dat") || source.isNamed("." + ANNOTATOR))
                && Files.exists(new DataSource(headerOf(source.address())).path());
    }

    /** The header that belongs to a file of a record, or to its name. */
    private static String headerOf(String name) {
        return name.replaceFirst("\\.(dat|" + ANNOTATOR + ")$", "") + HEADER;
    }

    /** As WFDB's own programs take it: the header without its extension. */
    private static boolean isRecordName(DataSource source) {
        return source.scheme().isEmpty()
                && !Files.exists(source.path())
                && Files.exists(new DataSource(source.address() + HEADER).path());
    }

    @Override
    public String kind() {
        return "a WFDB record";
    }

    @Override
    public boolean supports(DataFeature feature) {
        return switch (feature) {
            case BEATS, SLICING, OWN_LABELS, SIGNALS, ANNOTATOR -> true;
            default -> false;
        };
    }

    @Override
    public Piece.Pieces open(DataSource source, DataFormat format, Known known) throws IOException {
        if (isOtherFile(source)) {
            throw new WrongArtefactException(
                    source.name(), "the header of the record, " + headerOf(source.name()), "another of its files");
        }
        DataSource header = source.isNamed(HEADER) ? source : new DataSource(headerOf(source.address()));
        WfdbRecord record = WfdbRecord.open(header, format.signals());
        if (format.beats() == null && format.slicing() == null) {
            throw new DataFormatException(
                    record.file(),
                    "a length of windows to cut the record into, or what lies around a beat",
                    "neither",
                    DataFeature.BEATS,
                    DataFeature.SLICING);
        }
        String annotator =
                format.cut().annotator() == null ? ANNOTATOR : format.cut().annotator();
        List<Annotation> annotations = format.labels().place() == LabelPlace.OWN || format.beats() != null
                ? record.annotations(annotator)
                : List.of();
        return new RecordPieces(record, format, annotations);
    }
}
