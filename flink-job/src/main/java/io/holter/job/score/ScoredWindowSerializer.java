// SPDX-License-Identifier: Apache-2.0
package io.holter.job.score;

import io.holter.schemas.Origin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * The serializer of scores on their way to the judge. Every window takes this way, and Flink's serializer of records
 * costs there about half as much as scoring does: it reads each field by reflection and writes floats one by one.
 *
 * <p>Only for records in flight; state is kept by Flink's own serializers, which follow a record as it changes.
 */
public final class ScoredWindowSerializer extends TypeSerializerSingleton<ScoredWindow> {

    private static final long serialVersionUID = 1L;

    static final ScoredWindowSerializer INSTANCE = new ScoredWindowSerializer();

    private ScoredWindowSerializer() {}

    @Override
    public void serialize(ScoredWindow window, DataOutputView out) throws IOException {
        StringValue.writeString(window.series(), out);
        out.writeLong(window.startMillis());
        out.writeDouble(window.score());
        out.writeLong(window.model());
        Evidence evidence = window.evidence();
        out.writeBoolean(evidence != null);
        if (evidence != null) {
            write(evidence, out);
        }
    }

    @Override
    public ScoredWindow deserialize(DataInputView in) throws IOException {
        return new ScoredWindow(
                StringValue.readString(in),
                in.readLong(),
                in.readDouble(),
                in.readLong(),
                in.readBoolean() ? readEvidence(in) : null);
    }

    private static void write(Evidence evidence, DataOutputView out) throws IOException {
        out.writeFloat(evidence.sampleRate());
        write(evidence.observed(), out);
        write(evidence.expected(), out);
        write(evidence.channelErrors(), out);
        out.writeInt(evidence.tags().size());
        for (Map.Entry<String, String> tag : evidence.tags().entrySet()) {
            StringValue.writeString(tag.getKey(), out);
            StringValue.writeString(tag.getValue(), out);
        }
        Origin origin = evidence.origin();
        StringValue.writeString(origin.getTopic(), out);
        out.writeInt(origin.getPartition());
        out.writeLong(origin.getOffset());
    }

    private static Evidence readEvidence(DataInputView in) throws IOException {
        return new Evidence(
                in.readFloat(),
                readFloats(in),
                readFloats(in),
                readFloats(in),
                readTags(in),
                new Origin(StringValue.readString(in), in.readInt(), in.readLong()));
    }

    private static Map<String, String> readTags(DataInputView in) throws IOException {
        int count = in.readInt();
        if (count == 0) {
            return Map.of();
        }
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < count; i++) {
            tags.put(StringValue.readString(in), StringValue.readString(in));
        }
        return tags;
    }

    private static void write(float[] values, DataOutputView out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        out.writeInt(values.length);
        out.write(bytes.array());
    }

    private static float[] readFloats(DataInputView in) throws IOException {
        float[] values = new float[in.readInt()];
        byte[] bytes = new byte[values.length * Float.BYTES];
        in.readFully(bytes);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
        return values;
    }

    @Override
    public ScoredWindow deserialize(ScoredWindow reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public ScoredWindow createInstance() {
        return new ScoredWindow("", 0, 0, 0, null);
    }

    @Override
    public ScoredWindow copy(ScoredWindow from) {
        return from;
    }

    @Override
    public ScoredWindow copy(ScoredWindow from, ScoredWindow reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public TypeSerializerSnapshot<ScoredWindow> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says to Flink that this serializer has no configuration. Public, with a constructor that it can call. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ScoredWindow> {
        /** For Flink. */
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
