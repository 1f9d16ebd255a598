// SPDX-License-Identifier: Apache-2.0
/** From samples to windows: the folds of {@code core.slicing}, whose states Flink keeps by series. */
package io.holter.job.slice;
