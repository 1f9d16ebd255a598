// SPDX-License-Identifier: Apache-2.0
/** How good scores and verdicts are, against labels. */
package io.holter.core.quality;
