// SPDX-License-Identifier: Apache-2.0
package io.holter.job.judge;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long checkpoints may fail.
 *
 * @param tolerance time since the last one that was completed
 * @param where what to look at when they fail, for people
 */
public record CheckpointTolerance(Duration tolerance, String where) implements Serializable {}
