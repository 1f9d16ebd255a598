// SPDX-License-Identifier: Apache-2.0
package io.holter.model;

import java.io.Serializable;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which of TensorFlow's operations a SavedModel may consist of. A SavedModel is a program, and some operations write
 * files, call out or never end. Those that compute with tensors are allowed; others have to be admitted by name, and
 * what touches files, devices, other processes or the network cannot be.
 *
 * @param admitted operations besides the usual ones, by TensorFlow's names
 * @see <a href="https://github.com/tensorflow/tensorflow/blob/master/SECURITY.md">TensorFlow: models are programs</a>
 */
public record OperationRules(Set<String> admitted) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The usual operations and no others. */
    public static final OperationRules USUAL = new OperationRules(Set.of());

    private static final Set<String> ARITHMETIC =
            words("Abs Add AddN AddV2 Ceil ClipByValue Cumprod Cumsum Div DivNoNan"
                    + " Erf Erfc Exp Expm1 Floor FloorDiv FloorMod Inv Log Log1p Maximum Minimum Mod Mul MulNoNan Neg Pow RealDiv"
                    + " Reciprocal Rint Round Rsqrt Sign Sqrt Square SquaredDifference Sub TruncateDiv TruncateMod Xdivy Xlogy"
                    + " Acos Acosh Asin Asinh Atan Atan2 Atanh Cos Cosh Sin Sinh Tan Tanh");
    private static final Set<String> COMPARISON = words("Equal Greater GreaterEqual IsFinite IsInf IsNan Less LessEqual"
            + " LogicalAnd LogicalNot LogicalOr NotEqual Select SelectV2 Where");
    private static final Set<String> REDUCTION =
            words("All Any ArgMax ArgMin EuclideanNorm L2Loss Max Mean Min Prod Sum TopK TopKV2");
    private static final Set<String> LAYERS = words(
            "AvgPool AvgPool3D BatchMatMul BatchMatMulV2 BatchMatMulV3"
                    + " BatchToSpaceND BiasAdd BiasAddV1 Conv2D Conv2DBackpropInput Conv3D Conv3DBackpropInputV2 DepthToSpace"
                    + " DepthwiseConv2dNative DepthwiseConv2dNativeBackpropInput Einsum Elu FusedBatchNorm FusedBatchNormV2"
                    + " FusedBatchNormV3 LRN LeakyRelu LogSoftmax MatMul MaxPool MaxPool3D MaxPoolV2 Relu Relu6"
                    + " ResizeBilinear ResizeNearestNeighbor Selu Sigmoid Softmax Softplus Softsign SpaceToBatchND SpaceToDepth");
    private static final Set<String> SHAPES = words("BroadcastArgs BroadcastTo Cast Concat ConcatV2 EnsureShape"
            + " ExpandDims Fill Gather GatherNd GatherV2 InvertPermutation LinSpace MatrixBandPart MatrixDiag"
            + " MatrixDiagV3 MirrorPad OneHot OnesLike Pack Pad PadV2 ParallelConcat Range Rank Reshape Reverse ReverseV2"
            + " Roll Shape ShapeN Size Slice Split SplitV Squeeze StridedSlice Tile Transpose Unpack ZerosLike");
    private static final Set<String> RANDOM = words(
            "RandomStandardNormal RandomUniform StatelessRandomNormalV2" + " StatelessRandomUniformV2 TruncatedNormal");
    private static final Set<String> STRUCTURE = words("Assign AssignVariableOp CheckNumerics Const Identity IdentityN"
            + " NoOp PartitionedCall Placeholder PlaceholderWithDefault PreventGradient ReadVariableOp Snapshot"
            + " StatefulPartitionedCall StopGradient VarHandleOp VarIsInitializedOp Variable VariableV2");
    /** Of a saver: what names files and what reads and writes them, which {@link GraphCheck} holds to the model. */
    private static final Set<String> SAVER =
            words("MergeV2Checkpoints RestoreV2 SaveV2 ShardedFilename StaticRegexFullMatch StringJoin");

    private static final Set<String> ALLOWED =
            union(ARITHMETIC, COMPARISON, REDUCTION, LAYERS, SHAPES, RANDOM, STRUCTURE, SAVER);

    /** Of TensorFlow 2.18's 1,788 operations, those that reach beyond the graph or wait for something outside it. */
    private static final Pattern FORBIDDEN = Pattern.compile(
            "_.*|.*(Barrier|Ckpt|Checkpoint|Collective|Custom|DTensor"
                    + "|Dataset|Debug|Delegate|Distributed|Engine|Event|Exec|File|Infeed|Iterator|LMDB|Lmdb|Mesh|Mutex|Nccl|Outfeed"
                    + "|Print|PyFunc|Queue|Reader|Record|Recv|Region|Remap|Remote|Restore|Rpc|Save|Send|Shard|Sleep|Sql|Stage"
                    + "|Stats|Summary|TPU|Tpu|TfLite|Unstage|UnigramCandidateSampler|Vocab|Worker|Xla).*|ImmutableConst|Load.*");

    /**
     * @throws IllegalArgumentException if an operation can never be admitted
     */
    public OperationRules {
        admitted = Set.copyOf(admitted);
        for (String name : new TreeSet<>(admitted)) {
            if (!ALLOWED.contains(name) && FORBIDDEN.matcher(name).matches()) {
                throw new IllegalArgumentException("expected operations that only compute, found " + name
                        + ", which reaches beyond the graph and cannot be admitted");
            }
        }
    }

    /** The usual operations, and these. */
    public static OperationRules admitting(Collection<String> names) {
        return new OperationRules(Set.copyOf(names));
    }

    boolean allows(String operation) {
        return ALLOWED.contains(operation) || admitted.contains(operation);
    }

    private static Set<String> words(String names) {
        return Set.of(names.split(" "));
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... groups) {
        Set<String> all = new TreeSet<>();
        for (Set<String> group : groups) {
            all.addAll(group);
        }
        return Set.copyOf(all);
    }
}
