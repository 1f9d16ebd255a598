// SPDX-License-Identifier: Apache-2.0
/** Arrays in files: {@code .npy} and IDX. */
package io.holter.data.array;
