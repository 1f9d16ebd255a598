/** Fitting the weights. */
package io.holter.trainer.training;
