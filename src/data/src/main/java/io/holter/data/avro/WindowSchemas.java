package io.holter.data.avro;

import io.holter.schemas.GeneratedClasses;
import io.holter.schemas.Window;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;

/** How windows are read that were written in this or another schema. */
final class WindowSchemas {

    static {
        GeneratedClasses.trust();
    }

    private WindowSchemas() {}

    /** Reads windows in this build's schema; in another one that {@link #require} lets pass, after being told of it. */
    static SpecificDatumReader<Window> reader() {
        Schema ours = Window.getClassSchema();
        return new SpecificDatumReader<>(ours, ours, SpecificData.getForClass(Window.class));
    }

    /**
     * Makes sure that windows can be read from a schema.
     *
     * @param writer schema that they were written in
     * @throws UnfitWindowException if it is not one of windows, or lacks what has no default
     */
    static void require(Schema writer) throws UnfitWindowException {
        Schema ours = Window.getClassSchema();
        boolean record = writer.getType() == Schema.Type.RECORD;
        if (!record || !writer.getName().equals(ours.getName())) {
            throw new UnfitWindowException(
                    "records of the schema " + ours.getFullName(),
                    record
                            ? writer.getFullName()
                            : "a schema of " + writer.getType().getName());
        }
        var result = SchemaCompatibility.checkReaderWriterCompatibility(ours, writer);
        if (result.getType() != SchemaCompatibilityType.COMPATIBLE) {
            var why = result.getResult().getIncompatibilities().get(0);
            throw new UnfitWindowException(
                    "a schema that windows can be read from",
                    why.getMessage().lines().findFirst().orElse("another") + " at " + why.getLocation());
        }
    }
}
