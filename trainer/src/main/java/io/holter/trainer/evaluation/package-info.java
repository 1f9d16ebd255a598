// SPDX-License-Identifier: Apache-2.0
/** What errors mean: the card's threshold, and quality against labels. */
package io.holter.trainer.evaluation;
