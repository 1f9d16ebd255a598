// SPDX-License-Identifier: Apache-2.0
/**
 * From the samples of a series to windows: folds, so that a model meets in production windows that were cut as those it
 * was trained on. A new way of cutting is a {@link io.holter.core.slicing.Slicer} here.
 */
package io.holter.core.slicing;
