// SPDX-License-Identifier: Apache-2.0
package io.holter.data.avro;

import io.holter.core.WrongArtefactException;
import io.holter.schemas.Origin;
import io.holter.schemas.Window;
import io.holter.wire.DecodedWindow;
import io.holter.wire.KnownSchemas;
import io.holter.wire.RejectedRecordException;
import io.holter.wire.WindowCheck;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileStream;

/** An Avro object container file of windows, in whatever schema they were written. For one thread; to be closed. */
public final class WindowFile implements Closeable {

    private static final List<String> CODECS = List.of(
            DataFileConstants.NULL_CODEC,
            DataFileConstants.DEFLATE_CODEC,
            DataFileConstants.BZIP2_CODEC,
            DataFileConstants.SNAPPY_CODEC,
            DataFileConstants.ZSTANDARD_CODEC);

    /** A file is no record of Kafka. */
    private static final Origin ORIGIN = Origin.newBuilder().build();

    private final String name;
    private final DataFileStream<Window> records;
    private long number;

    private WindowFile(String name, DataFileStream<Window> records) {
        this.name = name;
        this.records = records;
    }

    /**
     * Reads the head of a file.
     *
     * @param name for messages
     * @param in the file from its first byte on; closed with this
     * @throws WrongArtefactException if it is no such file, its codec is not supported, or its schema is not one of
     *     windows or of windows that cannot be read
     */
    public static WindowFile open(String name, InputStream in) throws IOException {
        try {
            WindowFile file = new WindowFile(
                    name,
                    new DataFileStream<>(new ContainerBytes(name, in), KnownSchemas.reader(Window.getClassSchema())));
            file.requireReadable();
            return file;
        } catch (WrongArtefactException e) {
            in.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw new WrongArtefactException(name, "an Avro object container file", describe(e), e);
        } catch (StackOverflowError e) {
            in.close();
            throw new WrongArtefactException(name, "a schema of windows", "one that is nested too deeply", e);
        }
    }

    private void requireReadable() {
        String codec = records.getMetaString(DataFileConstants.CODEC);
        if (codec != null && !CODECS.contains(codec)) {
            throw new WrongArtefactException(name, "one of the codecs " + String.join(", ", CODECS), codec);
        }
        KnownSchemas.requireReadable(name, records.getSchema());
        EmptyItems.refuse(name, records.getSchema());
    }

    /** Which record {@link #next} gave last, from 1. */
    public long number() {
        return number;
    }

    /**
     * The next window, or null after the last.
     *
     * @throws WrongArtefactException if the record is cut short or damaged, or no window to train on
     */
    public DecodedWindow next() {
        try {
            number++;
            return records.hasNext() ? WindowCheck.ANY_SHAPE.check(records.next(), ORIGIN) : null;
        } catch (WrongArtefactException e) {
            throw e;
        } catch (RejectedRecordException e) {
            throw new WrongArtefactException(name + ": record " + number, e.expected(), e.found(), e);
        } catch (RuntimeException e) {
            // Avro throws several exceptions of its own and of the JDK for bytes that make no sense.
            throw new WrongArtefactException(name + ": record " + number, "a whole window", describe(e), e);
        } catch (OutOfMemoryError e) {
            // Avro makes room for as many bytes as a text claims to have; damaged bytes claim anything.
            throw new WrongArtefactException(
                    name + ": record " + number, "a record that fits into the heap", "a larger one", e);
        } catch (StackOverflowError e) {
            throw new WrongArtefactException(
                    name + ": record " + number, "a window", "a record that is nested too deeply", e);
        }
    }

    private static String describe(Throwable e) {
        Throwable cause = e instanceof AvroRuntimeException && e.getCause() != null ? e.getCause() : e;
        if (cause instanceof EOFException) {
            return "the end of the file";
        }
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.strip().lines().findFirst().orElseThrow();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
