/**
 * The models: encoder–decoders as TensorFlow graphs, principal components and nearest neighbours without one, and the units
 * in which all of them see windows.
 */
package io.holter.trainer.network;
