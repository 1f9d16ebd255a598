// SPDX-License-Identifier: Apache-2.0
package io.holter.model;

import com.google.protobuf.ByteString;
import io.holter.core.WrongArtefactException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.CollectionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/**
 * The check that a graph reads and writes no files but those of its own variables. Its saver has to, when TensorFlow
 * loads it: then the names must come from the one that TensorFlow gives the saver. Scoring, and what runs once after
 * loading, must not come to such an operation at all.
 */
final class SaverCheck {

    /** Operations on files, and which of their inputs name them. */
    private static final Map<String, List<Integer>> FILES =
            Map.of("SaveV2", List.of(0), "RestoreV2", List.of(0), "MergeV2Checkpoints", List.of(0, 1));

    private static final List<String> RUN_ONCE = List.of("saved_model_main_op", "legacy_init_op", "main_op");
    private static final int MAX_DEPTH = 64;

    private final String where;
    private final MetaGraphDef graph;
    private final Scopes scopes;
    private final String given;

    SaverCheck(String where, MetaGraphDef graph, Scopes scopes) {
        this.where = where;
        this.graph = graph;
        this.scopes = scopes;
        this.given = Scopes.name(graph.getSaverDef().getFilenameTensorName());
    }

    void check() {
        for (String scope : scopes.names()) {
            for (NodeDef node : scopes.all(scope)) {
                for (int input : FILES.getOrDefault(node.getOp(), List.of())) {
                    if (input >= node.getInputCount() || !isGiven(scope, node.getInput(input), MAX_DEPTH)) {
                        throw refused(node, "which names a file by itself");
                    }
                }
            }
        }
        Deque<String> starts = new ArrayDeque<>();
        graph.getSignatureDefMap().values().forEach(signature -> signature
                .getOutputsMap()
                .values()
                .forEach(output -> starts.add(Scopes.name(output.getName()))));
        for (String collection : RUN_ONCE) {
            graph.getCollectionDefOrDefault(collection, CollectionDef.getDefaultInstance())
                    .getNodeList()
                    .getValueList()
                    .forEach(name -> starts.add(Scopes.name(name)));
        }
        requireNoFiles(starts);
    }

    /** Follows everything that running these nodes runs. */
    private void requireNoFiles(Deque<String> starts) {
        record Place(String scope, String node) {}
        Deque<Place> open = new ArrayDeque<>();
        starts.forEach(start -> open.add(new Place("", start)));
        Set<Place> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Place place = open.pop();
            NodeDef node = scopes.node(place.scope, place.node);
            if (node == null || !seen.add(place)) {
                continue;
            }
            if (FILES.containsKey(node.getOp())) {
                throw refused(node, "which scoring would run");
            }
            node.getInputList().forEach(input -> open.push(new Place(place.scope, Scopes.name(input))));
            String called = scopes.called(node);
            if (called != null) {
                scopes.all(called).forEach(inside -> open.push(new Place(called, inside.getName())));
            }
        }
    }

    /** Whether a file name starts with the one that TensorFlow gives the saver, and stays within the same folder. */
    private boolean isGiven(String scope, String input, int depth) {
        if (depth == 0) {
            return false;
        }
        NodeDef node = scopes.node(scope, input);
        if (node == null) {
            int argument = scopes.argument(scope, input);
            List<Scopes.Call> calls = scopes.calls(scope);
            return argument >= 0
                    && !calls.isEmpty()
                    && calls.stream()
                            .allMatch(call -> argument < call.node().getInputCount()
                                    && isGiven(call.scope(), call.node().getInput(argument), depth - 1));
        }
        if (scope.isEmpty() && node.getName().equals(given)) {
            return true;
        }
        return switch (node.getOp()) {
            case "Identity", "ShardedFilename" -> isGiven(scope, node.getInput(0), depth - 1);
            case "StringJoin" ->
                isGiven(scope, node.getInput(0), depth - 1)
                        && node.getInputList().stream().skip(1).allMatch(part -> isHarmless(scope, part, depth - 1));
            case "Pack" -> node.getInputList().stream().allMatch(part -> isGiven(scope, part, depth - 1));
            case "Select", "SelectV2" ->
                isGiven(scope, node.getInput(1), depth - 1) && isGiven(scope, node.getInput(2), depth - 1);
            default -> false;
        };
    }

    /** Whether what is appended to a file name leads nowhere else. */
    private boolean isHarmless(String scope, String input, int depth) {
        NodeDef node = depth == 0 ? null : scopes.node(scope, input);
        if (node == null) {
            // A control input appends nothing.
            return input.startsWith("^");
        }
        return switch (node.getOp()) {
            case "Const" -> isHarmless(node.getAttrOrThrow("value").getTensor());
            case "Identity" -> isHarmless(scope, node.getInput(0), depth - 1);
            case "Select", "SelectV2" ->
                isHarmless(scope, node.getInput(1), depth - 1) && isHarmless(scope, node.getInput(2), depth - 1);
            default -> false;
        };
    }

    private static boolean isHarmless(TensorProto text) {
        return text.getStringValCount() == 1
                && !text.getStringVal(0).toStringUtf8().contains("..")
                && !text.getStringVal(0).startsWith(ByteString.copyFromUtf8("/"))
                && text.getTensorContent().isEmpty();
    }

    private WrongArtefactException refused(NodeDef node, String why) {
        return new WrongArtefactException(
                where,
                "no files but those of the model's variables",
                node.getOp() + " (node " + node.getName() + "), " + why);
    }
}
