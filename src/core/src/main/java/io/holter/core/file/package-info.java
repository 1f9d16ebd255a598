// SPDX-License-Identifier: Apache-2.0
/** Files and folders that appear whole and disappear whole. */
package io.holter.core.file;
