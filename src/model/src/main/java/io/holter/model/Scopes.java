// SPDX-License-Identifier: Apache-2.0
package io.holter.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.TensorProto;

/**
 * The nodes of a graph and of its functions by name: a scope is the name of a function, or empty for the graph itself.
 */
final class Scopes {

    private static final Set<String> CALLS = Set.of("PartitionedCall", "StatefulPartitionedCall");

    private final Map<String, Map<String, NodeDef>> nodes = new HashMap<>();
    private final Map<String, FunctionDef> functions = new HashMap<>();
    private final Map<String, List<Call>> calls = new HashMap<>();

    /**
     * A call of a function.
     *
     * @param scope where it is called
     */
    record Call(String scope, NodeDef node) {}

    Scopes(MetaGraphDef graph) {
        for (FunctionDef function : graph.getGraphDef().getLibrary().getFunctionList()) {
            functions.put(function.getSignature().getName(), function);
        }
        add("", graph.getGraphDef().getNodeList());
        functions.forEach((name, function) -> add(name, function.getNodeDefList()));
    }

    private void add(String scope, List<NodeDef> of) {
        Map<String, NodeDef> named = nodes.computeIfAbsent(scope, s -> new HashMap<>());
        for (NodeDef node : of) {
            named.put(node.getName(), node);
            String called = called(node);
            if (called != null) {
                calls.computeIfAbsent(called, c -> new ArrayList<>()).add(new Call(scope, node));
            }
        }
    }

    boolean isFunction(String name) {
        return functions.containsKey(name);
    }

    /** The function that a node calls; null if it is no call. */
    String called(NodeDef node) {
        if (CALLS.contains(node.getOp())) {
            return node.getAttrOrDefault("f", AttrValue.getDefaultInstance())
                    .getFunc()
                    .getName();
        }
        return isFunction(node.getOp()) ? node.getOp() : null;
    }

    /** Where a function is called. */
    List<Call> calls(String function) {
        return calls.getOrDefault(function, List.of());
    }

    /** All nodes of a scope. */
    Iterable<NodeDef> all(String scope) {
        return nodes.getOrDefault(scope, Map.of()).values();
    }

    /** All scopes. */
    Set<String> names() {
        return nodes.keySet();
    }

    /** The node that an input names; null if that is an argument of the function, or nothing. */
    NodeDef node(String scope, String input) {
        return nodes.getOrDefault(scope, Map.of()).get(name(input));
    }

    /** Which argument of a function an input names; -1 if none. */
    int argument(String scope, String input) {
        FunctionDef function = functions.get(scope);
        if (function == null) {
            return -1;
        }
        for (int i = 0; i < function.getSignature().getInputArgCount(); i++) {
            if (function.getSignature().getInputArg(i).getName().equals(name(input))) {
                return i;
            }
        }
        return -1;
    }

    /** The constant that an input names; null if it is none. */
    TensorProto constant(String scope, String input) {
        NodeDef node = node(scope, input);
        return node != null && node.getOp().equals("Const")
                ? node.getAttrOrThrow("value").getTensor()
                : null;
    }

    /** {@code ^name}, {@code name:0} and {@code name:output:0} are all the node of that name. */
    static String name(String input) {
        String name = input.startsWith("^") ? input.substring(1) : input;
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }
}
