// SPDX-License-Identifier: Apache-2.0
/** Records of PhysioNet's WFDB format: header, signal files and annotations. */
package io.holter.data.wfdb;
