// SPDX-License-Identifier: Apache-2.0
/** Windows and pictures made from codes. */
package io.holter.trainer.generation;
