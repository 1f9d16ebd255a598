// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import io.holter.core.WrongArtefactException;
import io.holter.data.option.Heading;
import io.holter.data.option.Under;
import io.holter.model.device.Device;
import io.holter.model.device.DeviceRequest;
import java.io.PrintWriter;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What to compute on: for every command that trains or scores. */
@Under(Heading.GENERAL)
public final class DeviceOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--device",
            paramLabel = "auto|cpu|gpu[:N]",
            converter = RequestConverter.class,
            defaultValue = "auto",
            description =
                    "What to compute on: auto takes a GPU where TensorFlow sees one; gpu fails without one and says"
                            + " why. Default: ${DEFAULT-VALUE}.")
    private DeviceRequest request;

    /**
     * The device.
     *
     * @throws WrongArtefactException if a GPU was asked for and there is none
     */
    public Device device() {
        return Device.find(request);
    }

    /** Tells on standard error, in one line, what is computed on. */
    public void tell(Device device) {
        PrintWriter err = command.commandLine().getErr();
        err.println("device: " + device.description());
        err.flush();
    }

    static final class RequestConverter implements ITypeConverter<DeviceRequest> {
        @Override
        public DeviceRequest convert(String value) {
            try {
                return DeviceRequest.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
