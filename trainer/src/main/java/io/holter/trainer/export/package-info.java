// SPDX-License-Identifier: Apache-2.0
/** From fitted weights to a model directory that is whole or absent. */
package io.holter.trainer.export;
