// SPDX-License-Identifier: Apache-2.0
package io.holter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.schemas.Channel;
import io.holter.schemas.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/** A model from somebody who means harm: it is refused before TensorFlow runs any of it. */
class HostileModelTest {

    private static final String ONLY_COMPUTE = ": expected operations that only compute (model.allow-operations and"
            + " --allow-operations admit more by name), found ";
    private static final String NO_FILES = ": expected no files but those of the model's variables, found ";

    @TempDir
    private Path directory;

    private Path file;
    private Path proof;
    private ModelCard card;

    @BeforeEach
    void writeModel() throws Exception {
        Path model = Files.createDirectory(directory.resolve("model"));
        file = model.resolve("saved_model.pb");
        proof = directory.resolve("proof");
        card = MeanModel.write(model, new WindowShape(5, 2));
    }

    @Test
    void fileWritten() throws Exception {
        change(graph -> {
            addString(graph, "name", proof.toString());
            add(graph, "written", "WriteFile", "name", "name");
            runBeforeScoring(graph, "written");
        });
        assertRefused(file + ONLY_COMPUTE + "WriteFile (node written)");
    }

    @Test
    void fileWrittenInAFunction() throws Exception {
        change(graph -> {
            FunctionDef.Builder function = FunctionDef.newBuilder()
                    .setSignature(OpDef.newBuilder().setName("innocent").setIsStateful(true));
            function.addNodeDef(string("name", proof.toString()));
            function.addNodeDef(node("written", "WriteFile", "name:output:0", "name:output:0"));
            graph.getLibraryBuilder().addFunction(function);
            call(graph, "call", "innocent");
            runBeforeScoring(graph, "call");
        });
        assertRefused(file + ONLY_COMPUTE + "WriteFile (node written of function innocent)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ReadFile",
                "MatchingFiles",
                "PyFunc",
                "EagerPyFunc",
                "PrintV2",
                "DebugIdentityV3",
                "RpcCall",
                "Save",
                "FixedUnigramCandidateSampler",
                "ImmutableConst",
                "GenerateVocabRemapping",
                "LoadAndRemapMatrix",
                "InitializeTableFromTextFileV2",
                "TFRecordDataset",
                "CreateSummaryFileWriter",
                "QueueDequeueV2",
                "While",
                "If",
                "_Recv",
                "XlaCustomCall",
                "NoSuchOperation"
            })
    void operationThatDoesMoreThanCompute(String operation) throws Exception {
        change(graph -> add(graph, "odd", operation));
        assertRefused(file + ONLY_COMPUTE + operation + " (node odd)");
    }

    @Test
    void savedByTheScorer() throws Exception {
        change(graph -> {
            addString(graph, "name", proof.toString());
            add(graph, "saved", "SaveV2", "name");
            runBeforeScoring(graph, "saved");
        });
        assertRefused(file + NO_FILES + "SaveV2 (node saved), which names a file by itself");
    }

    @Test
    void restoredFromElsewhere() throws Exception {
        change(graph -> {
            addString(graph, "name", "/etc/model");
            add(graph, "restored", "RestoreV2", "name");
        });
        assertRefused(file + NO_FILES + "RestoreV2 (node restored), which names a file by itself");
    }

    @Test
    void saverThatLeavesItsFolder() throws Exception {
        changeMeta(meta -> {
            meta.getSaverDefBuilder().setFilenameTensorName("given:0");
            addString(meta.getGraphDefBuilder(), "given", "model");
            addString(meta.getGraphDefBuilder(), "up", "/../../../proof");
            add(meta.getGraphDefBuilder(), "joined", "StringJoin", "given", "up");
            add(meta.getGraphDefBuilder(), "restored", "RestoreV2", "joined");
        });
        assertRefused(file + NO_FILES + "RestoreV2 (node restored), which names a file by itself");
    }

    @Test
    void saverThatScoringRuns() throws Exception {
        changeMeta(meta -> {
            meta.getSaverDefBuilder().setFilenameTensorName("given:0");
            addString(meta.getGraphDefBuilder(), "given", "model");
            add(meta.getGraphDefBuilder(), "saved", "SaveV2", "given");
            runBeforeScoring(meta.getGraphDefBuilder(), "saved");
        });
        assertRefused(file + NO_FILES + "SaveV2 (node saved), which scoring would run");
    }

    /** As Keras exports it: the saver is a function, and its parts have names of their own. */
    @Test
    void saverOfAnExportByOthersIsLeftAlone() throws Exception {
        changeMeta(meta -> {
            meta.getSaverDefBuilder().setFilenameTensorName("given:0");
            GraphDef.Builder graph = meta.getGraphDefBuilder();
            addString(graph, "given", "model");
            FunctionDef.Builder function = FunctionDef.newBuilder();
            function.getSignatureBuilder()
                    .setName("save")
                    .addInputArgBuilder()
                    .setName("prefix")
                    .setType(DataType.DT_STRING);
            function.addNodeDef(string("part", "_temp/part"));
            function.addNodeDef(node("joined", "StringJoin", "prefix", "part:output:0"));
            function.addNodeDef(node("saved", "SaveV2", "joined:output:0"));
            graph.getLibraryBuilder().addFunction(function);
            call(graph, "call", "save", "given");
        });
        assertThatCode(() -> GraphCheck.check(file, OperationRules.USUAL)).doesNotThrowAnyException();
    }

    @Test
    void constantLargerThanMemory() throws Exception {
        change(graph -> {
            TensorProto.Builder huge =
                    TensorProto.newBuilder().setDtype(DataType.DT_FLOAT).addFloatVal(1);
            huge.setTensorShape(shape(1 << 20, 1 << 20));
            graph.addNode(NodeDef.newBuilder()
                    .setName("huge")
                    .setOp("Const")
                    .putAttr("value", AttrValue.newBuilder().setTensor(huge).build()));
        });
        assertRefused(file + ": expected tensors of at most 268435456 values, found more of Const (node huge)");
    }

    @Test
    void filledLargerThanMemory() throws Exception {
        change(graph -> {
            TensorProto.Builder sizes = TensorProto.newBuilder()
                    .setDtype(DataType.DT_INT32)
                    .setTensorShape(shape(2))
                    .addIntVal(1 << 16)
                    .addIntVal(1 << 15);
            graph.addNode(NodeDef.newBuilder()
                    .setName("sizes")
                    .setOp("Const")
                    .putAttr("value", AttrValue.newBuilder().setTensor(sizes).build()));
            add(graph, "huge", "Fill", "sizes");
        });
        assertRefused(file + ": expected tensors of at most 268435456 values, found more of Fill (node huge)");
    }

    @Test
    void everyScoreNotANumber() throws Exception {
        change(graph -> graph.getNodeBuilderList().stream()
                .filter(node -> node.getOp().equals("Const"))
                .filter(node -> node.getAttrOrThrow("dtype").getType() == DataType.DT_FLOAT)
                .forEach(node -> {
                    AttrValue.Builder value = node.getAttrOrThrow("value").toBuilder();
                    value.getTensorBuilder()
                            .clearTensorContent()
                            .clearFloatVal()
                            .addFloatVal(Float.NaN);
                    node.putAttr("value", value.build());
                }));
        assertThatThrownBy(() -> Model.open(file.getParent()))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(file + ": expected finite errors of a window of zeros, found one that is infinite or not"
                        + " a number");
    }

    @Test
    void pipeAmongTheFiles() throws Exception {
        Path pipe = file.resolveSibling("variables").resolve("variables.index");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertRefused(pipe + ": expected a regular file, found a pipe or a device");
    }

    @Test
    void endlessCard() throws Exception {
        Path link = file.resolveSibling("card.json");
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("/dev/zero"));
        assertRefused(link + ": expected a regular file, found a pipe or a device");
    }

    @Test
    void cardsThatSayTooMuch() throws Exception {
        Path link = file.resolveSibling("card.json");
        card.setName("x".repeat(257));
        ModelDirectory.writeCard(file.getParent(), card);
        assertRefused(link + ": name: expected at most 256 characters, found 257");
        card.setName("a\nholter: forged");
        ModelDirectory.writeCard(file.getParent(), card);
        assertRefused(link + ": name: expected text without control characters, found some");
        card.setName("a");
        card.setChannels(List.of(new Channel("\u202egnp", ""), new Channel("b", "")));
        ModelDirectory.writeCard(file.getParent(), card);
        assertRefused(link + ": channels: expected text without control characters, found some");
        card.setChannels(List.of(new Channel("a", ""), new Channel("b", "")));
        card.setLength(Integer.MAX_VALUE);
        ModelDirectory.writeCard(file.getParent(), card);
        assertRefused(link + ": length: expected windows of at most 16777216 values, found 2147483647 × 2");
        Files.writeString(link, "[".repeat(20_000));
        assertThatThrownBy(() -> Model.open(file.getParent())).isInstanceOf(WrongArtefactException.class);
        Files.writeString(link, " ".repeat((1 << 24) + 1));
        assertRefused(link + ": expected a card of at most 16777216 bytes, found more");
    }

    @Test
    void harmlessOperationIsAdmittedByName() throws Exception {
        change(graph -> add(graph, "odd", "LookupTableSizeV2"));
        GraphCheck.check(file, OperationRules.admitting(Set.of("LookupTableSizeV2")));
        assertThatThrownBy(() -> OperationRules.admitting(Set.of("Acosh", "WriteFile")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected operations that only compute, found WriteFile, which reaches beyond the graph and"
                        + " cannot be admitted");
    }

    private void change(Consumer<GraphDef.Builder> change) throws IOException {
        changeMeta(meta -> change.accept(meta.getGraphDefBuilder()));
    }

    private void changeMeta(Consumer<MetaGraphDef.Builder> change) throws IOException {
        SavedModel.Builder model = SavedModel.parseFrom(Files.readAllBytes(file)).toBuilder();
        change.accept(model.getMetaGraphsBuilder(0));
        Files.write(file, model.build().toByteArray());
        card.setSavedModelSha256(ModelDirectory.savedModelHash(file.getParent()));
        ModelDirectory.writeCard(file.getParent(), card);
    }

    private static void runBeforeScoring(GraphDef.Builder graph, String node) {
        graph.getNodeBuilderList().stream()
                .filter(other -> other.getOp().equals("Mean"))
                .forEach(other -> other.addInput("^" + node));
    }

    private static void add(GraphDef.Builder graph, String name, String operation, String... inputs) {
        graph.addNode(node(name, operation, inputs));
    }

    private static void addString(GraphDef.Builder graph, String name, String text) {
        graph.addNode(string(name, text));
    }

    private static void call(GraphDef.Builder graph, String name, String function, String... inputs) {
        NodeDef.Builder call = node(name, "StatefulPartitionedCall", inputs).toBuilder();
        AttrValue.Builder called = AttrValue.newBuilder();
        called.getFuncBuilder().setName(function);
        graph.addNode(call.putAttr("f", called.build()));
    }

    private static NodeDef node(String name, String operation, String... inputs) {
        return NodeDef.newBuilder()
                .setName(name)
                .setOp(operation)
                .addAllInput(List.of(inputs))
                .build();
    }

    private static NodeDef string(String name, String text) {
        TensorProto.Builder value = TensorProto.newBuilder()
                .setDtype(DataType.DT_STRING)
                .setTensorShape(TensorShapeProto.getDefaultInstance())
                .addStringVal(ByteString.copyFromUtf8(text));
        return node(name, "Const").toBuilder()
                .putAttr(
                        "dtype",
                        AttrValue.newBuilder().setType(DataType.DT_STRING).build())
                .putAttr("value", AttrValue.newBuilder().setTensor(value).build())
                .build();
    }

    private static TensorShapeProto shape(long... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long size : sizes) {
            shape.addDimBuilder().setSize(size);
        }
        return shape.build();
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Model.open(file.getParent()))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(message);
        assertThat(proof).doesNotExist();
    }
}
