// SPDX-License-Identifier: Apache-2.0
package io.holter.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holter.core.WindowShape;
import io.holter.core.WrongArtefactException;
import io.holter.schemas.Channel;
import io.holter.schemas.ErrorSketch;
import io.holter.schemas.ModelCard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/** Everything that is wrong with a model directory is said before the first window. */
class WrongModelTest {

    @TempDir
    private Path directory;

    private ModelCard card;

    @BeforeEach
    void writeModel() throws Exception {
        card = MeanModel.write(directory, new WindowShape(5, 2));
    }

    @Test
    void otherSavedModelThanTheCards() throws Exception {
        Path file = directory.resolve("saved_model.pb");
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
        assertRefused(directory + ": expected the SavedModel that the card was written for, SHA-256 "
                + card.getSavedModelSha256() + ", found " + ModelDirectory.savedModelHash(directory));
    }

    @Test
    void oneFileTooMany() throws Exception {
        Files.writeString(directory.resolve("variables").resolve("stray"), "");
        assertRefused(directory + ": expected the SavedModel that the card was written for, SHA-256 "
                + card.getSavedModelSha256() + ", found " + ModelDirectory.savedModelHash(directory));
    }

    @Test
    void noSavedModel() throws Exception {
        Files.delete(directory.resolve("saved_model.pb"));
        assertRefused(directory + ": expected a model directory with a saved_model.pb, found no such file in it");
    }

    @Test
    void somethingElseInItsPlace() throws Exception {
        Files.writeString(directory.resolve("saved_model.pb"), "no protocol buffer");
        card.setSavedModelSha256(ModelDirectory.savedModelHash(directory));
        ModelDirectory.writeCard(directory, card);
        assertThatThrownBy(() -> Model.open(directory))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith(directory.resolve("saved_model.pb")
                        + ": expected a SavedModel that TensorFlow can load, found ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void otherLengthOnTheCard() throws Exception {
        changeCard(c -> c.setLength(6));
        assertRefused(
                directory.resolve("saved_model.pb") + ": expected input 'windows' of signature 'serving_default' as"
                        + " DT_FLOAT [-1, 6, 2], found DT_FLOAT [-1, 5, 2]");
    }

    @Test
    void otherNumberOfChannelsOnTheCard() throws Exception {
        changeCard(c -> c.setChannels(List.of(new Channel("a", ""))));
        assertRefused(
                directory.resolve("saved_model.pb") + ": expected input 'windows' of signature 'serving_default' as"
                        + " DT_FLOAT [-1, 5, 1], found DT_FLOAT [-1, 5, 2]");
    }

    @Test
    void impossibleCards() throws Exception {
        Path file = directory.resolve("card.json");
        changeCard(c -> c.setLength(0));
        assertRefused(file + ": length: expected 1 or more samples, found 0");
        changeCard(c -> c.setLength(5));
        changeCard(c -> c.setChannels(List.of()));
        assertRefused(file + ": channels: expected at least one channel, found none");
        changeCard(c -> c.setChannels(List.of(new Channel("a", ""), new Channel("b", ""))));
        changeCard(c -> c.setThreshold(0));
        assertRefused(file + ": threshold: expected a finite threshold above 0, found 0.0");
        changeCard(c -> c.setThreshold(1));
        for (float rate : new float[] {-1, 1e-30f, 1e30f, Float.MIN_VALUE, Float.MAX_VALUE}) {
            changeCard(c -> c.setSampleRate(rate));
            assertRefused(file + ": sampleRate: expected a sample rate of 1.0E-9 to 1.0E12 Hz, or 0 where unknown,"
                    + " found " + rate);
        }
        changeCard(c -> c.setSampleRate(0));
        changeCard(c -> c.setErrors(ErrorSketch.newBuilder().build()));
        assertThatThrownBy(() -> Model.open(directory))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith(file + ": errors: expected a sketch of normal errors, found ");
    }

    @Test
    void signatureMissing() throws Exception {
        changeSavedModel(model -> model.getMetaGraphsBuilder(0).removeSignatureDef("decode"));
        assertThatThrownBy(() -> Model.open(directory))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith(
                        directory.resolve("saved_model.pb") + ": expected a signature 'decode', found ");
    }

    @Test
    void otherCodeWidthOnTheCard() throws Exception {
        changeCard(c -> c.setCodeWidth(3));
        assertRefused(directory.resolve("card.json")
                + ": codeWidth: expected 2, the values of a code in the SavedModel, found 3");
    }

    @Test
    void decoderOfAnotherCodeThanTheEncoders() throws Exception {
        changeSignature("encode", signature -> signature.putOutputs("codes", shaped(signature, 3)));
        assertRefused(directory.resolve("saved_model.pb")
                + ": expected output 'codes' of signature 'encode' as DT_FLOAT [-1, 3], found in the graph DT_FLOAT"
                + " [-1, 2]");
    }

    @Test
    void codesOfUnknownWidth() throws Exception {
        changeSignature("encode", signature -> signature.putOutputs("codes", shaped(signature, -1)));
        assertRefused(directory.resolve("saved_model.pb")
                + ": expected output 'codes' of signature 'encode' as [-1, K], K known, found [-1, -1]");
    }

    private static TensorInfo shaped(SignatureDef.Builder signature, int width) {
        TensorInfo.Builder codes = TensorInfo.newBuilder(signature.getOutputsOrThrow("codes"));
        codes.getTensorShapeBuilder().getDimBuilder(1).setSize(width);
        return codes.build();
    }

    @Test
    void outputMissing() throws Exception {
        changeSignature("serving_default", signature -> signature.removeOutputs("errors"));
        assertThatThrownBy(() -> Model.open(directory))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessageStartingWith(directory.resolve("saved_model.pb")
                        + ": expected an output 'errors' of signature 'serving_default', found ");
    }

    @Test
    void outputOfAnotherType() throws Exception {
        changeSignature(
                "serving_default",
                signature -> signature.putOutputs(
                        "errors",
                        TensorInfo.newBuilder(signature.getOutputsOrThrow("errors"))
                                .setDtype(DataType.DT_DOUBLE)
                                .build()));
        assertRefused(
                directory.resolve("saved_model.pb") + ": expected output 'errors' of signature 'serving_default' as"
                        + " DT_FLOAT [-1], found DT_DOUBLE [-1]");
    }

    @Test
    void signatureThatNamesAnotherTensor() throws Exception {
        changeSignature(
                "serving_default",
                signature -> signature.putOutputs(
                        "errors",
                        TensorInfo.newBuilder(signature.getOutputsOrThrow("errors"))
                                .setName(signature
                                        .getOutputsOrThrow("reconstruction")
                                        .getName())
                                .build()));
        assertRefused(
                directory.resolve("saved_model.pb") + ": expected output 'errors' of signature 'serving_default' as"
                        + " DT_FLOAT [-1], found in the graph DT_FLOAT [-1, 5, 2]");
    }

    @Test
    void signatureThatNamesNoTensor() throws Exception {
        changeSignature(
                "serving_default",
                signature -> signature.putOutputs(
                        "errors",
                        TensorInfo.newBuilder(signature.getOutputsOrThrow("errors"))
                                .setName("nowhere:0")
                                .build()));
        assertRefused(directory.resolve("saved_model.pb")
                + ": expected a graph with the tensor nowhere:0 of signature 'serving_default', found none");
    }

    private void changeCard(Consumer<ModelCard> change) throws Exception {
        change.accept(card);
        ModelDirectory.writeCard(directory, card);
    }

    private void changeSignature(String name, Consumer<SignatureDef.Builder> change) throws Exception {
        changeSavedModel(model -> {
            SignatureDef.Builder signature = model.getMetaGraphs(0).getSignatureDefOrThrow(name).toBuilder();
            change.accept(signature);
            model.getMetaGraphsBuilder(0).putSignatureDef(name, signature.build());
        });
    }

    /** Changes the SavedModel and writes its new hash to the card, so that only the signatures can tell. */
    private void changeSavedModel(Consumer<SavedModel.Builder> change) throws Exception {
        Path file = directory.resolve("saved_model.pb");
        SavedModel.Builder model = SavedModel.parseFrom(Files.readAllBytes(file)).toBuilder();
        change.accept(model);
        Files.write(file, model.build().toByteArray());
        card.setSavedModelSha256(ModelDirectory.savedModelHash(directory));
        ModelDirectory.writeCard(directory, card);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> Model.open(directory))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage(message);
    }
}
