// SPDX-License-Identifier: Apache-2.0
package io.holter.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holter.core.threshold.ErrorProfile;
import io.holter.core.threshold.PolicySettings;
import io.holter.job.decode.RawRecord;
import io.holter.job.settings.JobSettings;
import io.holter.model.MeanModel;
import io.holter.schemas.Alert;
import io.holter.schemas.Origin;
import io.holter.schemas.Reject;
import io.holter.wire.DecodedWindow;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing on a stream or in state goes through Kryo, which is slow and cannot change shape. */
class StreamTypesTest {

    @TempDir
    private static Path model;

    @BeforeAll
    static void writeModel() throws IOException {
        MeanModel.write(model, Swings.SHAPE);
    }

    @ParameterizedTest
    @ValueSource(classes = {RawRecord.class, DecodedWindow.class})
    void recordsOnStreamsArePojosThroughAndThrough(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    @ParameterizedTest
    @ValueSource(classes = {Alert.class, Reject.class, Origin.class})
    void generatedClassesAreSerializedByAvro(Class<?> type) {
        assertThat(TypeInformation.of(type)).isInstanceOf(AvroTypeInfo.class);
    }

    @ParameterizedTest
    @MethodSource
    void theStateOfEveryPolicyIsAPojoOfPrimitives(Class<?> state) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(state);
        assertThat(Stream.of(state.getRecordComponents()).map(RecordComponent::getType))
                .allMatch(Class::isPrimitive);
    }

    static Stream<Class<?>> theStateOfEveryPolicyIsAPojoOfPrimitives() {
        ErrorProfile profile = ErrorProfile.of(new double[] {1, 2, 3});
        return Stream.of(PolicySettings.Rolling.DEFAULT, new PolicySettings.Fixed(null))
                .flatMap(settings -> settings.policyFor(profile, 1).stateType().stream());
    }

    /** Whatever the topology comes to consist of. */
    @Test
    void everyTypeOfTheTopologyHasASerializerOfItsOwn() throws IOException {
        JobSettings settings = TestSettings.of(model);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(settings.flinkConfiguration());
        Topology topology = Topology.build(environment.fromData(RawRecord.class, Swings.record("a", 0, 1)), settings);

        Map<String, TypeInformation<?>> types = new LinkedHashMap<>();
        Stream.of(topology.alerts().getTransformation(), topology.rejects().getTransformation())
                .flatMap(last -> Stream.concat(last.getTransitivePredecessors().stream(), Stream.of(last)))
                .map(t -> (Transformation<?>) t)
                .forEach(t -> types.put(t.getName(), t.getOutputType()));
        assertThat(types).containsKeys("decode", "score", "judge");
        types.forEach(StreamTypesTest::assertNotGeneric);

        topology.alerts().print();
        topology.rejects().print();
        // Generic types are off: Flink itself refuses here what is left to Kryo.
        assertThat(environment.getConfig().getSerializerConfig().hasGenericTypesDisabled())
                .isTrue();
        assertThat(environment.getStreamGraph().getStreamNodes())
                .allSatisfy(node -> assertThat(node.getOperatorFactory()).isNotNull());
    }

    @Test
    void recordsComeBackFromTheirSerializers() throws IOException {
        assertRoundTrip(RawRecord.class, new RawRecord("t", 3, 1L << 40, new byte[] {1}, new byte[] {2, 3}));
        assertRoundTrip(RawRecord.class, new RawRecord("t", 0, 0, null, null));
        assertRoundTrip(DecodedWindow.class, Swings.decoded("a", 7, 2));
    }

    private static <T extends Record> void assertRoundTrip(Class<T> type, T value) throws IOException {
        TypeSerializer<T> serializer = serializer(type);
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        T read = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
        // Records compare arrays by reference.
        assertThat(read).usingRecursiveComparison().isEqualTo(value);
        assertThat(serializer.copy(value)).usingRecursiveComparison().isEqualTo(value);
    }

    private static <T> TypeSerializer<T> serializer(Class<T> type) {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        return TypeInformation.of(type).createSerializer(config);
    }

    private static void assertNotGeneric(String where, TypeInformation<?> type) {
        assertThat(type).as(where).isNotInstanceOf(GenericTypeInfo.class);
        if (type instanceof AvroTypeInfo<?>) {
            // Counts as a POJO, but Avro serializes it as a whole.
            return;
        }
        if (type instanceof PojoTypeInfo<?> pojo) {
            for (int i = 0; i < pojo.getArity(); i++) {
                assertNotGeneric(where + "." + pojo.getPojoFieldAt(i).getField().getName(), pojo.getTypeAt(i));
            }
        }
        type.getGenericParameters().forEach((name, parameter) -> assertNotGeneric(where + "<" + name, parameter));
    }
}
