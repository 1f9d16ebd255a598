// SPDX-License-Identifier: Apache-2.0
package io.holter.model.device;

import io.holter.core.WrongArtefactException;
import java.util.List;
import java.util.Locale;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GPUOptions;

/**
 * What TensorFlow computes on: the processor, or one GPU. A process that has used one GPU cannot change to another one:
 * TensorFlow fixes the order of the GPUs when it first uses one.
 *
 * @param gpu number of the GPU among those that TensorFlow sees, from 0; {@link #NO_GPU} for the processor
 * @param description in words, for people
 */
public record Device(int gpu, String description) {

    /** Stands for the processor in place of a GPU's number. */
    public static final int NO_GPU = -1;

    /** Lets TensorFlow choose how many threads it computes with. */
    public static final int AUTOMATIC_THREADS = 0;

    private static final double GIB = 1L << 30;

    /** The processor. */
    public static Device cpu() {
        return new Device(NO_GPU, "CPU, " + Runtime.getRuntime().availableProcessors() + " cores");
    }

    /**
     * The device that was asked for. On a machine with a GPU this loads the CUDA libraries, which are unpacked the
     * first time, and then TensorFlow; a process that has used TensorFlow before gets no GPU.
     *
     * @throws WrongArtefactException if a GPU was asked for and TensorFlow sees none, with the reason
     */
    public static Device find(DeviceRequest request) {
        if (request.kind() == DeviceRequest.Kind.CPU) {
            return cpu();
        }
        GpuObstacle machine = GpuObstacle.ofThisMachine();
        String obstacle = machine.reason().orElse(null);
        try {
            if (obstacle == null) {
                return gpu(request.gpu());
            }
        } catch (TensorFlowException | IllegalArgumentException e) {
            // a number beyond the last GPU or an old driver, for example
            obstacle = String.valueOf(e.getMessage()).lines().findFirst().orElse("none that works");
        }
        if (request.kind() == DeviceRequest.Kind.GPU) {
            throw new WrongArtefactException("device " + request, "a GPU", obstacle);
        }
        // Where there is no driver nobody expects a GPU.
        return machine.hasDriver() ? new Device(NO_GPU, cpu().description() + "; no GPU: " + obstacle) : cpu();
    }

    private static Device gpu(int number) {
        CudaLibraries.load();
        List<TensorFlowDevices.Gpu> gpus = TensorFlowDevices.gpus(new Device(number, "GPU").config(AUTOMATIC_THREADS));
        if (gpus.isEmpty()) {
            throw new IllegalArgumentException("none that TensorFlow takes, though driver and libraries are there");
        }
        double gib = gpus.get(0).memoryBytes() / GIB;
        return new Device(number, String.format(Locale.ROOT, "GPU %d, %.1f GiB for TensorFlow", number, gib));
    }

    /** Whether it is a GPU. */
    public boolean isGpu() {
        return gpu != NO_GPU;
    }

    /**
     * What a TensorFlow session is to be opened with so that it computes here. On a GPU, memory is taken as it is
     * needed, and operations that a GPU has no code for run on the processor.
     *
     * @param threads threads that a graph computes with on the processor: 1 is the thread that calls, without a pool,
     *     which small dense networks run fastest in; {@link #AUTOMATIC_THREADS} is one a core, for convolutions. A GPU
     *     ignores it
     */
    public ConfigProto config(int threads) {
        ConfigProto.Builder config = ConfigProto.newBuilder();
        if (isGpu()) {
            return config.setAllowSoftPlacement(true)
                    .setGpuOptions(
                            GPUOptions.newBuilder().setAllowGrowth(true).setVisibleDeviceList(String.valueOf(gpu)))
                    .build();
        }
        config.putDeviceCount("GPU", 0).setIntraOpParallelismThreads(threads);
        if (threads == 1) {
            config.setInterOpParallelismThreads(-1);
        }
        return config.build();
    }

    @Override
    public String toString() {
        return description;
    }
}
