// SPDX-License-Identifier: Apache-2.0
/** Where TensorFlow computes: on the processor or on a GPU, and why not on a GPU. */
package io.holter.model.device;
