/** What errors mean: the card's threshold, and quality against labels. */
package io.holter.trainer.evaluation;
