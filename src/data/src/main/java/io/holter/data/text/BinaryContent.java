// SPDX-License-Identifier: Apache-2.0
package io.holter.data.text;

import io.holter.core.WrongArtefactException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Files that are no text, recognised by how they begin. */
final class BinaryContent {

    /** How many bytes are looked at. */
    static final int START = 512;

    /** Where the name of the first file in a zip archive stands, and its length. */
    private static final int ZIP_NAME = 30;

    private static final int ZIP_NAME_LENGTH = 26;

    private static final String UTF_16 = "\u00ff\u00fe";
    private static final String EDF = "0       ";

    /** Date and time of a recording, as they stand at byte 168 of an EDF file. */
    private static final Pattern EDF_START = Pattern.compile("(?s).{168}(?:\\d\\d\\.){2}\\d{4}(?:\\.\\d\\d){2}.*");

    /** Where the magic of a tar archive stands. */
    private static final int TAR_MAGIC = 257;

    private static final String EXPORT = "export it as CSV";
    private static final String UNPACK = "unpack it";

    /** What begins with these bytes, one character each, and what to do with it. */
    private static final Map<String, String[]> KNOWN = new LinkedHashMap<>();

    static {
        know("PAR1", "Parquet", EXPORT);
        know("\u0089HDF\r\n\u001a\n", "HDF5", "save one data set as .npy");
        know("MATLAB ", "a MATLAB file", "save one matrix as .npy or CSV");
        know("\u00d0\u00cf\u0011\u00e0", "an Office document", EXPORT);
        know(EDF, "EDF", "convert it to WFDB");
        know("\u00ffBIOSEMI", "BDF", "convert it to WFDB");
        know("GDF ", "GDF", "convert it to WFDB");
        know("\u00fd7zXZ", "xz", UNPACK);
        know("BZh", "bzip2", UNPACK);
        know("(\u00b5/\u00fd", "zstd", UNPACK);
        know("7z\u00bc\u00af", "7z", UNPACK);
        know("Rar!", "rar", UNPACK);
        know("ARROW1", "Arrow", EXPORT);
        know("FEA1", "Feather", EXPORT);
        know("ORC", "ORC", EXPORT);
        know("CDF", "NetCDF", EXPORT);
        know("SQLite format 3", "an SQLite database", EXPORT);
        know("%PDF", "PDF", EXPORT);
        know("\u0093NUMPY", "an array of numpy", "name it .npy");
        know("Obj\u0001", "an Avro file", "name it .avro");
        know("\u0089PNG", "a picture", "name it .png");
        know(UTF_16 + "\0\0", "text in UTF-32", "iconv -f utf-32 -t utf-8 converts it");
        know(UTF_16, "text in UTF-16", "iconv -f utf-16 -t utf-8 converts it");
        know("\u00fe\u00ff", "text in UTF-16", "iconv -f utf-16 -t utf-8 converts it");
        know("\u0080", "a pickle of Python", "save one array as .npy");
        know("RIFF", "a WAV file", EXPORT);
        know("\u001f\u008b", "gzip within gzip", "unpack it once");
    }

    private BinaryContent() {}

    private static void know(String start, String what, String instead) {
        KNOWN.put(start, new String[] {what, instead});
    }

    /**
     * Lets only text pass.
     *
     * @param start the first bytes, {@value #START} or all
     * @throws WrongArtefactException if they are those of a file that is no text, named where it is a known one
     */
    static void refuse(String file, byte[] start) {
        String text = TextSource.latin(start);
        if (text.startsWith("PK\u0003\u0004")) {
            throw refused(file, zip(text));
        }
        for (Map.Entry<String, String[]> known : KNOWN.entrySet()) {
            if (text.startsWith(known.getKey()) && isBinary(known.getKey(), text)) {
                throw refused(file, known.getValue());
            }
        }
        if (text.startsWith("ustar", TAR_MAGIC)) {
            throw refused(file, new String[] {"a tar archive", UNPACK});
        }
        if (isUtf16(start)) {
            throw refused(file, KNOWN.get(UTF_16));
        }
        for (int i = 0; i < start.length; i++) {
            if (start[i] >= 0 && start[i] < ' ' && "\t\n\r\f".indexOf(start[i]) < 0) {
                throw new WrongArtefactException(
                        file + ": byte " + i, "a text file", "%02X, which no text has".formatted(start[i]));
            }
        }
    }

    /** Text in UTF-16 that does not begin with a mark has a zero in every other byte. */
    private static boolean isUtf16(byte[] start) {
        int[] zeros = new int[2];
        for (int i = 0; i < start.length; i++) {
            zeros[i % 2] += start[i] == 0 ? 1 : 0;
        }
        return Math.min(zeros[0], zeros[1]) == 0 && Math.max(zeros[0], zeros[1]) > start.length / 4;
    }

    /** Words that a text may begin with as well count only where something follows that no row begins with. */
    private static boolean isBinary(String start, String text) {
        return switch (start) {
            case EDF -> EDF_START.matcher(text).matches();
            case "RIFF" -> text.startsWith("WAVE", 8);
            case "MATLAB " -> text.startsWith("MATLAB 5") || text.startsWith("MATLAB 7");
            case "CDF", "ORC", "BZh", "GDF ", "Rar!", "PAR1", "FEA1" ->
                text.chars().limit(64).anyMatch(c -> c < ' ' && "\t\n\r".indexOf(c) < 0 || c > '~');
            default -> true;
        };
    }

    private static String[] zip(String text) {
        String first = "";
        if (text.length() > ZIP_NAME) {
            int length = text.charAt(ZIP_NAME_LENGTH) + 256 * text.charAt(ZIP_NAME_LENGTH + 1);
            first = text.substring(ZIP_NAME, Math.min(text.length(), ZIP_NAME + length));
        }
        if (first.endsWith(".npy")) {
            return new String[] {"an archive of arrays (npz)", "save one array as .npy"};
        }
        if (first.equals("[Content_Types].xml") || first.matches("(?:xl|_rels|docProps)/.*")) {
            return new String[] {"a spreadsheet (xlsx)", EXPORT};
        }
        if (first.equals("mimetype")) {
            return new String[] {"an OpenDocument file", EXPORT};
        }
        if (first.endsWith("data.pkl")) {
            return new String[] {"a file of PyTorch", "save one array as .npy"};
        }
        return new String[] {"a zip archive", UNPACK};
    }

    private static WrongArtefactException refused(String file, String[] what) {
        return new WrongArtefactException(file, "a text file", what[0] + ", which is not read (" + what[1] + ")");
    }
}
