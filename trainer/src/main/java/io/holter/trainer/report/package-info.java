// SPDX-License-Identifier: Apache-2.0
/** One self-contained page with pictures that says what a model is and how good it is. */
package io.holter.trainer.report;
