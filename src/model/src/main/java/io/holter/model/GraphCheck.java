// SPDX-License-Identifier: Apache-2.0
package io.holter.model;

import com.google.protobuf.InvalidProtocolBufferException;
import io.holter.core.WrongArtefactException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The check of what a SavedModel would do, made before TensorFlow sees it: every operation of its graphs and functions
 * is {@linkplain OperationRules allowed}, its files are only those that its saver reads and writes within the model, and
 * no constant stands for more than memory holds.
 */
final class GraphCheck {

    /** Weights of some hundred million values; the file has them all. */
    private static final long MAX_BYTES = 1L << 30;

    /** Values of a constant, which need not be as many in the file: one is repeated. */
    private static final long MAX_VALUES = 1L << 28;

    private static final List<String> SIZED_BY_INPUT =
            List.of("Fill", "BroadcastTo", "RandomUniform", "RandomStandardNormal", "TruncatedNormal", "Tile");

    private final String where;
    private final OperationRules rules;

    private GraphCheck(String where, OperationRules rules) {
        this.where = where;
        this.rules = rules;
    }

    /**
     * Reads and checks a {@code saved_model.pb}.
     *
     * @throws WrongArtefactException if it is no SavedModel, or one that does more than compute
     */
    static void check(Path file, OperationRules rules) throws IOException {
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new WrongArtefactException(
                    file.toString(), "a SavedModel of at most " + MAX_BYTES + " bytes", String.valueOf(size));
        }
        SavedModel model;
        try {
            model = SavedModel.parseFrom(Files.readAllBytes(file));
        } catch (InvalidProtocolBufferException e) {
            throw new WrongArtefactException(
                    file.toString(), "a SavedModel that TensorFlow can load", "no such protocol buffer", e);
        }
        GraphCheck check = new GraphCheck(file.toString(), rules);
        model.getMetaGraphsList().forEach(check::check);
    }

    private void check(MetaGraphDef graph) {
        List<FunctionDef> functions = graph.getGraphDef().getLibrary().getFunctionList();
        Scopes scopes = new Scopes(graph);
        graph.getGraphDef().getNodeList().forEach(node -> check(node, "", scopes));
        functions.forEach(function -> function.getNodeDefList()
                .forEach(node -> check(node, function.getSignature().getName(), scopes)));
        new SaverCheck(where, graph, scopes).check();
    }

    private void check(NodeDef node, String function, Scopes scopes) {
        if (!rules.allows(node.getOp()) && !scopes.isFunction(node.getOp())) {
            throw new WrongArtefactException(
                    where,
                    "operations that only compute (model.allow-operations and --allow-operations admit more by name)",
                    node.getOp() + describe(node, function));
        }
        for (AttrValue value : node.getAttrMap().values()) {
            requireSize(value.getTensor(), node, function);
            value.getList().getTensorList().forEach(tensor -> requireSize(tensor, node, function));
        }
        if (SIZED_BY_INPUT.contains(node.getOp())) {
            for (String input : node.getInputList()) {
                TensorProto size = scopes.constant(function, input);
                if (size != null) {
                    requireSize(values(size), node, function);
                }
            }
        }
    }

    private void requireSize(TensorProto tensor, NodeDef node, String function) {
        requireSize(
                product(tensor.getTensorShape().getDimList().stream()
                        .map(TensorShapeProto.Dim::getSize)
                        .toList()),
                node,
                function);
    }

    private void requireSize(long values, NodeDef node, String function) {
        if (values > MAX_VALUES) {
            throw new WrongArtefactException(
                    where,
                    "tensors of at most " + MAX_VALUES + " values",
                    "more of " + node.getOp() + describe(node, function));
        }
    }

    /** How many values a tensor would have whose sizes these are; 0 if they are none. */
    private static long values(TensorProto sizes) {
        List<Long> given = new ArrayList<>(sizes.getInt64ValList());
        sizes.getIntValList().forEach(size -> given.add((long) size));
        ByteBuffer content = sizes.getTensorContent().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        switch (sizes.getDtype()) {
            case DT_INT32 -> {
                while (content.remaining() >= Integer.BYTES) {
                    given.add((long) content.getInt());
                }
            }
            case DT_INT64 -> {
                while (content.remaining() >= Long.BYTES) {
                    given.add(content.getLong());
                }
            }
            default -> given.clear();
        }
        return given.isEmpty() ? 0 : product(given);
    }

    private static long product(List<Long> sizes) {
        long product = 1;
        for (long size : sizes) {
            if (size <= 0) {
                return 0;
            }
            product = size > MAX_VALUES / product ? MAX_VALUES + 1 : product * size;
            if (product > MAX_VALUES) {
                return product;
            }
        }
        return product;
    }

    private static String describe(NodeDef node, String function) {
        return " (node " + node.getName() + (function.isEmpty() ? ")" : " of function " + function + ")");
    }
}
