// SPDX-License-Identifier: Apache-2.0
/** The models as TensorFlow graphs, encoder and decoder, and the units in which they see windows. */
package io.holter.trainer.network;
