// SPDX-License-Identifier: Apache-2.0
/** Which windows count as normal where nobody has labelled them. */
package io.holter.trainer.selection;
