// SPDX-License-Identifier: Apache-2.0
/** From the error of a window to a verdict: folds over the errors of one series. */
package io.holter.core.threshold;
