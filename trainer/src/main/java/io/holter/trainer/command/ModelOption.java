// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.command;

import io.holter.data.option.Heading;
import io.holter.data.option.Under;
import io.holter.model.Model;
import io.holter.model.OperationRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which model to open, and what it may do: for every command that runs one. */
@Under(Heading.MODEL)
final class ModelOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "Model directory.")
    private Path directory;

    @Option(
            names = "--allow-operations",
            split = ",",
            splitSynopsisLabel = ",",
            paramLabel = "NAME",
            description = "TensorFlow operations that the model may use besides the usual ones, for models that others"
                    + " exported. What touches files, processes or the network cannot be allowed.")
    private List<String> operations = new ArrayList<>();

    /** As given. */
    Path directory() {
        return directory;
    }

    /**
     * Opens it. To be closed.
     *
     * @throws ParameterException if an operation cannot be allowed
     */
    Model open() throws IOException {
        OperationRules rules;
        try {
            rules = OperationRules.admitting(operations);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--allow-operations: " + e.getMessage(), e);
        }
        return Model.open(directory, rules);
    }
}
