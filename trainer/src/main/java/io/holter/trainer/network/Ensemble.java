// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * One or more networks of the same architecture, each with weights of its own: the reconstruction is the mean of
 * theirs, the code all of their codes side by side.
 *
 * @param network the network of each member
 * @param members 1 or more
 * @param output the function at the end of each decoder
 */
public record Ensemble(Network network, int members, Output output) {

    /**
     * What a member makes of normalised windows.
     *
     * @param codes [−1, code width of a member]
     * @param logits [−1, size], before the output's function
     * @param reconstruction [−1, size], after it
     */
    public record Answer(Operand<TFloat32> codes, Operand<TFloat32> logits, Operand<TFloat32> reconstruction) {}

    public Ensemble {
        if (members < 1) {
            throw new IllegalArgumentException("an ensemble has 1 member or more, got " + members);
        }
    }

    /** Values of a code: those of all members. */
    public int codeWidth() {
        return members * network.codeWidth();
    }

    /** In a graph: what each member makes of normalised windows. */
    public List<Answer> answers(Ops tf, Parameters parameters, Operand<TFloat32> windows, boolean training, long seed) {
        List<Answer> answers = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            Layers layers = new Layers(tf, parameters, prefix(member), training, seed + member * 7919L);
            Operand<TFloat32> codes = network.encode(layers, windows);
            Operand<TFloat32> logits = network.decode(layers, codes);
            answers.add(new Answer(codes, logits, output.apply(tf, logits)));
        }
        return answers;
    }

    /** In a graph: the codes of all members, [−1, {@link #codeWidth()}]. */
    public Operand<TFloat32> codes(Ops tf, List<Answer> answers) {
        return members == 1
                ? answers.get(0).codes
                : tf.concat(answers.stream().map(Answer::codes).toList(), tf.constant(1));
    }

    /** In a graph: the mean reconstruction, [−1, size] normalised. */
    public Operand<TFloat32> reconstruction(Ops tf, List<Answer> answers) {
        return mean(tf, answers.stream().map(Answer::reconstruction).toList());
    }

    /** In a graph: from the codes of all members to the mean of what they make of them. */
    public Operand<TFloat32> decode(Ops tf, Parameters parameters, Operand<TFloat32> codes) {
        List<Operand<TFloat32>> decoded = new ArrayList<>();
        for (int member = 0; member < members; member++) {
            Layers layers = new Layers(tf, parameters, prefix(member), false, 0);
            int from = member * network.codeWidth();
            Operand<TFloat32> own = members == 1
                    ? codes
                    : tf.slice(
                            codes, tf.constant(new int[] {0, from}), tf.constant(new int[] {-1, network.codeWidth()}));
            decoded.add(output.apply(tf, network.decode(layers, own)));
        }
        return mean(tf, decoded);
    }

    private Operand<TFloat32> mean(Ops tf, List<Operand<TFloat32>> all) {
        return members == 1 ? all.get(0) : tf.math.div(tf.math.addN(all), tf.constant((float) members));
    }

    private String prefix(int member) {
        return members == 1 ? "" : "member" + (member + 1) + "/";
    }
}
