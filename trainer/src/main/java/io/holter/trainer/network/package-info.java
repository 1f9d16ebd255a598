/** The dense encoder–decoder: its weights as plain arrays, and the same as a TensorFlow graph. */
package io.holter.trainer.network;
