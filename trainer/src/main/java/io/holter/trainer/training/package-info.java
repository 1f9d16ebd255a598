// SPDX-License-Identifier: Apache-2.0
/** Fitting the weights. */
package io.holter.trainer.training;
