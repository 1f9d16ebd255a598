// SPDX-License-Identifier: Apache-2.0
package io.holter.model.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.holter.core.WrongArtefactException;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.SessionMetadata;
import org.tensorflow.types.TFloat32;

class DeviceTest {

    @ParameterizedTest
    @ValueSource(strings = {"auto", "cpu", "gpu", "gpu:3"})
    void readsWhatIsAskedForAndSaysItAgain(String text) {
        assertThat(DeviceRequest.parse(text)).hasToString(text);
    }

    @Test
    void readsTheNumber() {
        assertThat(DeviceRequest.parse("gpu:12")).isEqualTo(new DeviceRequest(DeviceRequest.Kind.GPU, 12));
        assertThat(DeviceRequest.parse("gpu:0")).isEqualTo(DeviceRequest.parse("gpu"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GPU", "gpu:", "gpu:-1", "gpu:x", "gpu:1,2", "gpu:99999", "tpu", "cpu:1"})
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> DeviceRequest.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected auto, cpu, gpu or gpu:N, found " + text);
    }

    @ParameterizedTest
    @ValueSource(ints = {Device.AUTOMATIC_THREADS, 1, 2})
    void computesOnTheProcessor(int threads) {
        Device device = Device.find(DeviceRequest.parse("cpu"));
        assertThat(device.isGpu()).isFalse();
        assertThat(device.description()).matches("CPU, \\d+ cores");
        assertThat(square(device.config(threads))).isEqualTo(9);
        assertThat(TensorFlowDevices.gpus(device.config(threads))).isEmpty();
    }

    @Test
    void takesWhatThereIs() {
        Device device = Device.find(DeviceRequest.parse("auto"));
        assertThat(square(device.config(1))).isEqualTo(9);
        if (!device.isGpu()) {
            boolean hasDriver = GpuObstacle.ofThisMachine().hasDriver();
            assertThat(device.description()).matches("CPU, \\d+ cores" + (hasDriver ? "; no GPU: .+" : ""));
        }
    }

    @Test
    void saysWhyThereIsNoGpu() {
        String reason = GpuObstacle.ofThisMachine().reason().orElse(null);
        assumeThat(reason).as("this machine lacks something that a GPU needs").isNotNull();
        assertThatThrownBy(() -> Device.find(DeviceRequest.parse("gpu:1")))
                .isInstanceOf(WrongArtefactException.class)
                .hasMessage("device gpu:1: expected a GPU, found " + reason);
    }

    /**
     * Native objects that a failure leaves behind would wait for the garbage collector, which knows nothing of their
     * size.
     */
    @Test
    void aConfigurationThatIsRefusedLeavesNothingAllocated() {
        // A session has no version below 0.
        ConfigProto wrong = ConfigProto.newBuilder()
                .setExperimental(ConfigProto.Experimental.newBuilder()
                        .setSessionMetadata(SessionMetadata.newBuilder().setVersion(-1)))
                .build();
        TensorFlowDevices.gpus(Device.cpu().config(1));
        long before = Pointer.totalCount();
        assertThatThrownBy(() -> TensorFlowDevices.gpus(wrong)).isInstanceOf(RuntimeException.class);
        TensorFlowDevices.gpus(Device.cpu().config(1));
        assertThat(Pointer.totalCount()).isEqualTo(before);
    }

    @Test
    void aGpuGetsMemoryAsNeededAndIsTheOneThatWasNamed() {
        ConfigProto config = new Device(2, "GPU 2").config(Device.AUTOMATIC_THREADS);
        assertThat(config.getGpuOptions().getAllowGrowth()).isTrue();
        assertThat(config.getGpuOptions().getVisibleDeviceList()).isEqualTo("2");
        assertThat(config.getDeviceCountMap()).isEmpty();
    }

    private static float square(ConfigProto config) {
        try (Graph graph = new Graph();
                Session session = new Session(graph, config)) {
            Ops tf = Ops.create(graph);
            try (Result result =
                    session.runner().fetch(tf.math.square(tf.constant(3f))).run()) {
                return ((TFloat32) result.get(0)).getFloat();
            }
        }
    }
}
