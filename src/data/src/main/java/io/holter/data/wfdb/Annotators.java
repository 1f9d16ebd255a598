// SPDX-License-Identifier: Apache-2.0
package io.holter.data.wfdb;

import io.holter.core.WrongArtefactException;
import io.holter.data.DataFeature;
import io.holter.data.DataFormatException;
import io.holter.data.DataSource;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The annotation files of a record: those beside its header that are named like it, one for each annotator. */
final class Annotators {

    private final DataSource source;
    private final WfdbHeader header;
    private final String baseName;

    /**
     * @param source the header file
     */
    Annotators(DataSource source, WfdbHeader header) {
        this.source = source;
        this.header = header;
        this.baseName = source.shortName().replaceFirst("(?i)\\.hea(\\.gz)?$", "");
    }

    /**
     * The annotations of one annotator, in the order of their file.
     *
     * @param annotator extension of the file
     * @throws WrongArtefactException if the file is cut short or in another format than MIT's
     * @throws DataFormatException if there is none, with the annotators whose files there are
     */
    List<Annotation> read(String annotator) throws IOException {
        DataSource file = source.beside(baseName + "." + annotator);
        if (!file.scheme().isEmpty() || Files.exists(file.path())) {
            return read(file);
        }
        List<String> others = others();
        throw new DataFormatException(
                file.name(),
                "the annotations of the record",
                others.isEmpty()
                        ? "nothing there, nor annotations of another annotator"
                        : "nothing there, but annotations of " + String.join(", ", others),
                DataFeature.ANNOTATOR);
    }

    private List<Annotation> read(DataSource file) throws IOException {
        byte[] bytes = file.content(AnnotationFile.MAX_BYTES, "annotations");
        return AnnotationFile.parse(file.name(), bytes, header.frequency());
    }

    /** The annotators whose files lie beside the header, by what can be read as annotations. */
    private List<String> others() throws IOException {
        Pattern named = Pattern.compile(Pattern.quote(baseName) + "\\.([\\w-]+)");
        List<String> found = new ArrayList<>();
        Path folder = source.path().toAbsolutePath().getParent();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Matcher name = named.matcher(file.getFileName().toString());
                if (name.matches() && hasAnnotations(name.group())) {
                    found.add(name.group(1));
                }
            }
        }
        found.sort(null);
        return found;
    }

    private boolean hasAnnotations(String name) {
        boolean signals = header.signals().stream()
                .anyMatch(signal -> signal.storage().file().equals(name));
        try {
            return !signals && !read(source.beside(name)).isEmpty();
        } catch (IOException | WrongArtefactException e) {
            return false;
        }
    }
}
