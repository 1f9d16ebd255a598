/** From windows to reconstruction errors, many at a time, and nothing lost at a checkpoint. */
package io.holter.job.score;
