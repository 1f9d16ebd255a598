// SPDX-License-Identifier: Apache-2.0
package io.holter.model.device;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteDeviceList;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListCount;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListMemoryBytes;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListName;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeviceListType;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SessionListDevices;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_SetConfig;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.tensorflow.TensorFlow;
import org.tensorflow.internal.c_api.TF_DeviceList;
import org.tensorflow.internal.c_api.TF_Graph;
import org.tensorflow.internal.c_api.TF_Session;
import org.tensorflow.internal.c_api.TF_SessionOptions;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.proto.ConfigProto;

/** What the native library says of the devices that it sees: its C interface tells, its Java classes do not. */
final class TensorFlowDevices {

    /**
     * A GPU.
     *
     * @param name as TensorFlow calls it
     * @param memoryBytes memory that TensorFlow may use there
     */
    record Gpu(String name, long memoryBytes) {}

    private TensorFlowDevices() {}

    /** The GPUs that a session opened so would see. */
    @SuppressWarnings("try") // a scope frees whatever is allocated while it is open
    static List<Gpu> gpus(ConfigProto configuration) {
        TensorFlow.version(); // loads the library
        List<Gpu> gpus = new ArrayList<>();
        try (PointerScope scope = new PointerScope()) {
            TF_Status status = TF_Status.newStatus();
            TF_SessionOptions options = TF_SessionOptions.newSessionOptions();
            BytePointer bytes = new BytePointer(configuration.toByteArray());
            TF_SetConfig(options, bytes, bytes.limit(), status);
            status.throwExceptionIfNotOK();
            TF_Session session = TF_Session.newSession(TF_Graph.newGraph(), options, status);
            status.throwExceptionIfNotOK();
            TF_DeviceList devices = TF_SessionListDevices(session, status);
            status.throwExceptionIfNotOK();
            try {
                for (int i = 0; i < TF_DeviceListCount(devices); i++) {
                    if (TF_DeviceListType(devices, i, status).getString().equals("GPU")) {
                        gpus.add(new Gpu(
                                TF_DeviceListName(devices, i, status).getString(),
                                TF_DeviceListMemoryBytes(devices, i, status)));
                    }
                }
            } finally {
                // The one object here that no scope frees.
                TF_DeleteDeviceList(devices);
            }
        }
        return gpus;
    }
}
