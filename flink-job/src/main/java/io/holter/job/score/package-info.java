// SPDX-License-Identifier: Apache-2.0
/** From windows to reconstruction errors, many at a time, and nothing lost at a checkpoint. */
package io.holter.job.score;
