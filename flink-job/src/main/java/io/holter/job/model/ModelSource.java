// SPDX-License-Identifier: Apache-2.0
package io.holter.job.model;

import io.holter.model.OperationRules;
import java.io.Serializable;

/**
 * Which model a job was built for.
 *
 * @param directory path of the model directory, the same on every machine of the cluster
 * @param hash the SavedModel's SHA-256
 * @param operations which of TensorFlow's operations it may use
 */
public record ModelSource(String directory, String hash, OperationRules operations) implements Serializable {}
