// SPDX-License-Identifier: Apache-2.0
package io.holter.trainer.network;

import java.util.Map;

/** A kind of model and its sizes, before it has learned anything. */
public sealed interface Architecture permits DenseArchitecture, ConvArchitecture, LinearArchitecture {

    /** Its name on the command line and in the card. */
    String name();

    /**
     * The network for windows of a geometry.
     *
     * @throws IllegalArgumentException if it cannot take such windows; the message says why
     */
    Network network(Geometry geometry);

    /** Its settings by the names of their options, for the card. */
    Map<String, String> settings();
}
