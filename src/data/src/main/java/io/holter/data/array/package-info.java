/** Arrays in files: {@code .npy} and IDX. */
package io.holter.data.array;
