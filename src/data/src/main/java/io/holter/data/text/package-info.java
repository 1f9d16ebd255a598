// SPDX-License-Identifier: Apache-2.0
/** Rows of CSV and TSV files, and the text format of the UCR archive. */
package io.holter.data.text;
