// SPDX-License-Identifier: Apache-2.0
/** Linear models fitted in closed form, and nearest neighbours: principal components, the mean window, distances. */
package io.holter.trainer.linear;
