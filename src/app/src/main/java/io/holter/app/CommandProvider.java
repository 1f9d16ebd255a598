// SPDX-License-Identifier: Apache-2.0
package io.holter.app;

/**
 * A subcommand from a module that this one cannot depend on. Found through {@link java.util.ServiceLoader} on the
 * class path.
 */
public interface CommandProvider {

    /** An object annotated as a picocli command, whose call returns the exit code. */
    Object command();
}
